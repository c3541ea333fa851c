using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Dispatch.SysMsg;

namespace Akka.Dispatch;

/// <summary>
/// The queues of one actor and the right to run it. Whoever sets <see cref="Scheduled"/> queues the mailbox to the thread pool; only the
/// thread that runs it clears the bit. So an actor runs on one thread at a time, and a message posted after the last look into the
/// queues finds the bit clear and schedules anew.
/// </summary>
internal sealed class Mailbox : IThreadPoolWorkItem
{
    private const int Open = 0;
    private const int Closed = 1;
    private const int Scheduled = 2;
    private const int SuspendUnit = 4;

    // Ends the list of system messages of a closed mailbox.
    private static readonly SystemMessage NoMore = new Create();

    private readonly MessageQueue _messages = new();
    private readonly ActorCell _cell;
    private readonly int _throughput;
    private readonly bool _runsOnCallingThread;
    private Stack<Envelope> _prepended;
    private SystemMessage _systemMessages;
    private int _status = Open;

    /// <param name="cell">The actor.</param>
    /// <param name="throughput">How many messages it may take in one go.</param>
    /// <param name="runsOnCallingThread">Whether it runs on the threads that post, in place of the thread pool's.</param>
    public Mailbox(ActorCell cell, int throughput, bool runsOnCallingThread)
    {
        _cell = cell;
        _throughput = throughput;
        _runsOnCallingThread = runsOnCallingThread;
    }

    public bool IsClosed => (Volatile.Read(ref _status) & Closed) != 0;

    public bool IsSuspended => SuspendCount > 0;

    public int SuspendCount => Volatile.Read(ref _status) / SuspendUnit;

    /// <summary>Takes a user message from any thread. Once the actor is dead it becomes a dead letter.</summary>
    public void Post(object message, IActorRef sender)
    {
        _messages.Enqueue(message, sender);
        var status = Volatile.Read(ref _status);
        if (status == Open)
            Schedule();
        else if ((status & Closed) != 0)
            DiscardMessages();
    }

    /// <summary>Takes a system message from any thread. Once the actor is dead it goes where those of dead actors go.</summary>
    public void Post(SystemMessage message)
    {
        var head = Volatile.Read(ref _systemMessages);
        while (true)
        {
            if (ReferenceEquals(head, NoMore))
            {
                Discard(message);
                return;
            }
            message.Next = head;
            var seen = Interlocked.CompareExchange(ref _systemMessages, message, head);
            if (ReferenceEquals(seen, head))
                break;
            head = seen;
        }
        if ((Volatile.Read(ref _status) & Scheduled) == 0)
            Schedule();
    }

    /// <summary>Puts a message before all others. For the running actor alone.</summary>
    public void Prepend(in Envelope envelope) => (_prepended ??= new Stack<Envelope>()).Push(envelope);

    /// <summary>Holds back user messages until <see cref="Resume"/> has been called as often. For the running actor alone.</summary>
    public void Suspend() => Interlocked.Add(ref _status, SuspendUnit);

    /// <summary>Undoes one <see cref="Suspend"/>. For the running actor alone.</summary>
    public void Resume()
    {
        if (IsSuspended)
            Interlocked.Add(ref _status, -SuspendUnit);
    }

    /// <summary>Ends delivery for good: what is and what will be posted becomes dead letters. For the running actor alone.</summary>
    public void Close()
    {
        Interlocked.Or(ref _status, Closed);
        var message = TakeSystemMessages(NoMore);
        while (message is not null)
        {
            var next = message.Next;
            message.Next = null;
            Discard(message);
            message = next;
        }
        DiscardMessages();
    }

    void IThreadPoolWorkItem.Execute()
    {
        Run();
        if (HasMoreToDo())
            Queue();
    }

    private void Run()
    {
        var outer = InternalCurrentActorCellKeeper.Current;
        InternalCurrentActorCellKeeper.Current = _cell;
        try
        {
            RunSystemMessages();
            RunMessages();
        }
        finally
        {
            InternalCurrentActorCellKeeper.Current = outer;
        }
    }

    private void RunMessages()
    {
        for (var left = _throughput; left > 0 && (Volatile.Read(ref _status) & ~Scheduled) == Open && TryTake(out var envelope); left--)
        {
            _cell.Invoke(envelope);
            RunSystemMessages();
        }
    }

    private void RunSystemMessages()
    {
        while (Volatile.Read(ref _systemMessages) is { } head && !ReferenceEquals(head, NoMore))
            _cell.Invoke(TakeSystemMessages(null));
    }

    /// <summary>The posted system messages, oldest first.</summary>
    private SystemMessage TakeSystemMessages(SystemMessage replacement)
    {
        var message = Interlocked.Exchange(ref _systemMessages, replacement);
        SystemMessage oldest = null;
        while (message is not null)
        {
            var next = message.Next;
            message.Next = oldest;
            oldest = message;
            message = next;
        }
        return oldest;
    }

    private bool TryTake(out Envelope envelope) =>
        (_prepended is { Count: > 0 } && _prepended.TryPop(out envelope)) || _messages.TryDequeue(out envelope);

    private void Schedule()
    {
        if (TrySchedule())
            Queue();
    }

    private bool TrySchedule()
    {
        var status = Volatile.Read(ref _status);
        while ((status & (Scheduled | Closed)) == 0)
        {
            var seen = Interlocked.CompareExchange(ref _status, status | Scheduled, status);
            if (seen == status)
                return true;
            status = seen;
        }
        return false;
    }

    /// <summary>Gives up the right to run unless there is more to do, which is then still the caller's.</summary>
    private bool HasMoreToDo()
    {
        if (IsClosed)
            return false;
        if (_prepended is { Count: > 0 } ? !IsSuspended || HasSystemMessages : HasWork)
            return true;
        Interlocked.And(ref _status, ~Scheduled);
        return HasWork && TrySchedule();
    }

    private bool HasSystemMessages => Volatile.Read(ref _systemMessages) is not null;

    private bool HasWork => HasSystemMessages || (!IsSuspended && _messages.HasMessage);

    // To the pool's common queue: its local queues are last-in-first-out, and would let two chatty actors keep a thread to themselves.
    private void Queue()
    {
        if (!_runsOnCallingThread)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            return;
        }
        do
            Run();
        while (HasMoreToDo());
    }

    private void Discard(SystemMessage message) => _cell.SystemImpl.DeadLetters.Tell(message, _cell.Self);

    // Late senders come here from their own threads. Nothing is published under the lock: subscribers run code of their own.
    private void DiscardMessages()
    {
        while (true)
        {
            Envelope envelope;
            lock (_messages)
            {
                if (!TryTake(out envelope))
                    return;
            }
            _cell.Discard(envelope);
        }
    }
}

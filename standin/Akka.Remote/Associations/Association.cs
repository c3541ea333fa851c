using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Akka.Actor;
using Akka.Dispatch.SysMsg;
using Akka.Event;
using Akka.Remote.Messages;
using Akka.Remote.Transport;
using Akka.Remote.Wire;

namespace Akka.Remote.Associations;

/// <summary>
/// Everything between this system and the one at an address: what waits to be sent, the connections, what is known of the other's
/// incarnation. Any thread may send; all else happens in <see cref="Drain"/>, which runs on one thread at a time as a mailbox does.
/// </summary>
internal sealed partial class Association : IThreadPoolWorkItem, IFrameReceiver
{
    /// <summary>Messages that may wait for the connection; what comes on top is a dead letter.</summary>
    internal const int MaxWaiting = 100_000;

    private static readonly TimeSpan WarningInterval = TimeSpan.FromSeconds(5);

    private readonly AssociationContext _context;
    private readonly ConcurrentQueue<Outbound> _waiting = new();
    private readonly ConcurrentQueue<Outbound> _urgent = new();
    private readonly ConcurrentQueue<AssociationCommand> _commands = new();
    private readonly SystemMessageInbox _inbox = new();
    private readonly InboundMessages _inbound;
    private int _waitingCount;
    private int _scheduled;

    // The system message up to which all have arrived, as the other side has told.
    private long _arrived;
    private long _lastWarning;

    // Sending has to wait for a command anyway: new messages need not wake anyone.
    private volatile bool _blocked;

    public Association(Address peer, AssociationContext context)
    {
        Peer = peer;
        _context = context;
        _messages = context.Writer();
        _inbound = context.Inbound();
        _outbox = new SystemMessageOutbox(context.Time.GetTimestamp() + 1);
        _timer = context.Time.CreateTimer(static self => ((Association)self!).Post(new AssociationCommand.Tick()), this,
            Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public Address Peer { get; }

    /// <summary>Takes a message. It is sent at once, when there is a connection, or becomes a dead letter.</summary>
    public void Send(in Outbound message)
    {
        if (IsUrgent(message.Message))
        {
            _urgent.Enqueue(message);
        }
        else
        {
            var waiting = Interlocked.Increment(ref _waitingCount);
            if (waiting > _context.Settings.LogBufferSizeExceeding)
            {
                WarnOfBacklog(waiting);
            }

            if (waiting > MaxWaiting && message.Message is not ISystemMessage)
            {
                Interlocked.Decrement(ref _waitingCount);
                ToDeadLetters(message);
                return;
            }

            _waiting.Enqueue(message);
        }

        if (!_blocked)
        {
            Schedule();
        }
    }

    public void Post(AssociationCommand command)
    {
        _commands.Enqueue(command);
        Schedule();
    }

    [SuppressMessage("Design", "CA1031", Justification = "An association outlives what goes wrong in it.")]
    void IThreadPoolWorkItem.Execute()
    {
        try
        {
            Drain();
        }
        catch (Exception unexpected)
        {
            _context.Log.Error(unexpected, "The association with [{0}] failed unexpectedly", Peer);
            _writer?.Abort();
        }

        Interlocked.Exchange(ref _scheduled, 0);
        if (!_commands.IsEmpty || (!_blocked && HasMessages))
        {
            Schedule();
        }
    }

    /// <summary>A frame, on the thread that reads the connection; nothing is read there before this returns.</summary>
    void IFrameReceiver.Receive(Connection connection, FrameKind kind, ReadOnlySpan<byte> body)
    {
        switch (kind)
        {
            case FrameKind.Message:
                connection.PeerWrites = true;
                _inbound.Dispatch(connection, MessageFrame.Parse(kind, body));
                break;
            case FrameKind.SystemMessage:
                connection.PeerWrites = true;
                var frame = MessageFrame.Parse(kind, body);
                if (_inbox.Accept(connection.PeerUid, frame.Sequence))
                {
                    _inbound.Dispatch(connection, frame);
                }

                Schedule();
                break;
            case FrameKind.Acknowledgement:
                Volatile.Write(ref _arrived, new ByteReader(body).Int64());
                Schedule();
                break;
            case FrameKind.Heartbeat:
                break;
            default:
                throw new ProtocolException($"a frame of kind {(byte)kind} is not expected after the handshake");
        }
    }

    private static bool IsUrgent(object message) =>
        message is IUrgentMessage || (message is ActorSelectionMessage selection && selection.Message is IUrgentMessage);

    private bool HasMessages => !_waiting.IsEmpty || !_urgent.IsEmpty;

    private void Schedule()
    {
        if (Interlocked.Exchange(ref _scheduled, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
        }
    }

    private void Drain()
    {
        _outbox.Acknowledge(Volatile.Read(ref _arrived));
        while (_commands.TryDequeue(out var command))
        {
            Handle(command);
        }

        switch (_phase)
        {
            case AssociationPhase.Idle when HasMessages:
            case AssociationPhase.Gated or AssociationPhase.Quarantined when HasMessages && GateIsOpen:
                Connect();
                break;
            case AssociationPhase.Gated or AssociationPhase.Quarantined or AssociationPhase.Closed:
            case AssociationPhase.Flushing when _farewellWritten:
                DropWaiting();
                break;
            case AssociationPhase.Open or AssociationPhase.Flushing:
                WriteWaiting();
                break;
        }

        _blocked = _phase == AssociationPhase.Connecting || _writing;
    }

    private bool TryTake(out Outbound message)
    {
        if (_urgent.TryDequeue(out message))
        {
            return true;
        }

        if (!_waiting.TryDequeue(out message))
        {
            return false;
        }

        Interlocked.Decrement(ref _waitingCount);
        return true;
    }

    private void ToDeadLetters(in Outbound message) => _context.DeadLetters.Tell(message.Message, message.Sender);

    private void WarnOfBacklog(int waiting)
    {
        var last = Volatile.Read(ref _lastWarning);
        if ((last != 0 && _context.Time.GetElapsedTime(last) < WarningInterval)
            || Interlocked.CompareExchange(ref _lastWarning, _context.Time.GetTimestamp(), last) != last)
        {
            return;
        }

        _context.Log.Warning(
            "[{0}] messages wait to be sent to [{1}]; from {2} on they go to dead letters. Flow control is missing between sender and "
                + "receiver.",
            waiting, Peer, MaxWaiting);
    }
}

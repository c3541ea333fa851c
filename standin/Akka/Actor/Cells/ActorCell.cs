using System.Runtime.Serialization;
using Akka.Actor.Internal;
using Akka.Dispatch;
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// What makes an object an actor: its mailbox, behaviour, children, watches and fate. All but the members marked otherwise are for the
/// thread that runs the actor.
/// </summary>
internal sealed partial class ActorCell : IUntypedActorContext
{
    public const int UndefinedUid = 0;

    private readonly LocalActorRef _self;
    private ActorBase _actor;
    private Props _props;
    private Receive _behavior;
    private Stack<Receive> _behaviors;
    private IActorRef _sender;
    private ActorTaskScheduler _taskScheduler;
    private object _taskMessage;

    public ActorCell(ActorSystemImpl system, LocalActorRef self, Props props, IInternalActorRef parent)
    {
        SystemImpl = system;
        _self = self;
        _props = props;
        Parent = parent;
        Mailbox = new Mailbox(this, system.Settings.Throughput, props.RunsOnCallingThread);
    }

    /// <summary>The actor that runs on this thread, or null.</summary>
    public static ActorCell Current => InternalCurrentActorCellKeeper.Current;

    public ActorSystemImpl SystemImpl { get; }

    public ActorSystem System => SystemImpl;

    public Mailbox Mailbox { get; }

    public IInternalActorRef Parent { get; }

    IActorRef IActorContext.Parent => Parent;

    public Props Props => _props;

    public IActorRef Self => _self;

    public IActorRef Sender => _sender ?? SystemImpl.DeadLetters;

    /// <summary>The message being handled.</summary>
    public object CurrentMessage { get; private set; }

    /// <summary>Number of the message being handled: the same message stashed twice is told from two messages that are equal.</summary>
    public long CurrentEnvelopeId { get; private set; }

    /// <summary>The actor object; null before construction and after termination.</summary>
    public ActorBase Actor => _actor;

    /// <summary>A uid for a new actor; never 0.</summary>
    public static long NewUid() => Random.Shared.Next(1, int.MaxValue);

    /// <summary>Starts a new actor. Called once, by its creator.</summary>
    public void Start() => Mailbox.Post(new Create());

    /// <summary>Sends to this actor, from any thread.</summary>
    public void Send(object message, IActorRef sender)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (SystemImpl.Settings.SerializeAllMessages && !TrySerializeAndDeserialize(ref message))
            return;
        Mailbox.Post(message, sender);
    }

    /// <summary>Takes what can no longer be delivered. From any thread.</summary>
    public void Discard(in Envelope envelope)
    {
        if (envelope.Message is DeadLetter)
            return;
        var deadLetters = SystemImpl.DeadLetters;
        var sender = envelope.Sender ?? deadLetters;
        var message = envelope.Message is TimerMessage timer ? timer.Message : envelope.Message;
        deadLetters.Tell(new DeadLetter(message, sender, Self), sender);
    }

    public void Become(Receive receive)
    {
        ArgumentNullException.ThrowIfNull(receive);
        _behavior = receive;
    }

    public void BecomeStacked(Receive receive)
    {
        ArgumentNullException.ThrowIfNull(receive);
        (_behaviors ??= new Stack<Receive>()).Push(_behavior);
        _behavior = receive;
    }

    public void UnbecomeStacked()
    {
        if (_behaviors is { Count: > 0 })
            _behavior = _behaviors.Pop();
    }

    void IUntypedActorContext.Become(UntypedReceive receive) => Become(Handled(receive));

    void IUntypedActorContext.BecomeStacked(UntypedReceive receive) => BecomeStacked(Handled(receive));

    public ActorSelection ActorSelection(string path) => ActorRefFactoryShared.ActorSelection(path, System, Self);

    public ActorSelection ActorSelection(ActorPath path) => ActorRefFactoryShared.ActorSelection(path, System);

    /// <summary>Runs an asynchronous handler; no user message is taken until it has completed.</summary>
    public void RunTask(Func<Task> asyncAction)
    {
        _taskScheduler ??= new ActorTaskScheduler(this);
        // The scheduler runs the first stretch here and now, and makes itself the one that awaits return to.
        var started = Task.Factory.StartNew(asyncAction, CancellationToken.None, TaskCreationOptions.None, _taskScheduler);
        var handler = started.GetAwaiter().GetResult();
        if (handler.IsCompleted)
        {
            handler.GetAwaiter().GetResult();
            return;
        }

        Mailbox.Suspend();
        _taskMessage = CurrentMessage;
        handler.ContinueWith(CompleteTask, CancellationToken.None, TaskContinuationOptions.None, _taskScheduler);
    }

    private static Receive Handled(UntypedReceive receive)
    {
        ArgumentNullException.ThrowIfNull(receive);
        return message =>
        {
            receive(message);
            return true;
        };
    }

    /// <summary>Runs the next stretch of an asynchronous handler, in which its message is the current one again.</summary>
    private void ContinueTask(ResumeTask resume)
    {
        CurrentMessage = _taskMessage;
        resume.Run();
        // A failure is handled later, and that will ask which message it was.
        if (_failed is null)
            CurrentMessage = null;
    }

    private void CompleteTask(Task handler)
    {
        var message = _taskMessage;
        _taskMessage = null;
        Mailbox.Resume();
        try
        {
            handler.GetAwaiter().GetResult();
        }
        catch (Exception cause)
        {
            // Whatever a handler throws is for the supervisor to judge.
            HandleInvokeFailure(cause);
        }
        finally
        {
            CheckReceiveTimeout(reschedule: message is not INotInfluenceReceiveTimeout);
        }
    }

    private bool TrySerializeAndDeserialize(ref object message)
    {
        if (message is INoSerializationVerificationNeeded or IWrappedMessage)
            return true;
        try
        {
            message = SystemImpl.Serialization.Copy(message);
            return true;
        }
        catch (Exception cause)
        {
            // The sender must not fail for it: the message is lost, and the log says why.
            Log(new Error(
                new SerializationException($"Failed to serialize and deserialize payload object [{message.GetType()}]", cause),
                Self.Path.ToString(),
                typeof(ActorCell),
                "Swallowing exception during message send"));
            return false;
        }
    }

    private void Log(LogEvent logEvent) => SystemImpl.EventStream.Publish(logEvent);
}

using Akka.Actor;
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Remote;

/// <summary>Shuts remoting down when all user actors have stopped, and lets the actor system end only after that.</summary>
internal sealed class RemotingTerminator : UntypedActor
{
    private readonly IActorRef _systemGuardian;
    private readonly Func<Task> _shutdown;
    private readonly ILoggingAdapter _log = Context.GetLogger();

    public RemotingTerminator(IActorRef systemGuardian, Func<Task> shutdown)
    {
        _systemGuardian = systemGuardian;
        _shutdown = shutdown;
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case TerminationHook:
                _log.Info("Flushing remote transports.");
                _shutdown().PipeTo(Self, success: () => ShutDown.Instance, failure: _ => ShutDown.Instance);
                break;
            case ShutDown:
                _log.Info("Remoting shut down.");
                _systemGuardian.Tell(TerminationHookDone.Instance, Self);
                Context.Stop(Self);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private sealed class ShutDown : INoSerializationVerificationNeeded
    {
        public static readonly ShutDown Instance = new();
    }
}

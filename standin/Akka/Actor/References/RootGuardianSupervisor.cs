using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// The bubble walker: parent of the root guardian, itself no actor. It stops the root guardian should that fail, and completes
/// <see cref="Terminated"/> when it has stopped.
/// </summary>
internal sealed class RootGuardianSupervisor(IActorRefProvider provider, ActorPath root, Func<ILoggingAdapter> log) : MinimalActorRef
{
    private readonly TaskCompletionSource _terminated = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Terminated => _terminated.Task;

    public override ActorPath Path { get; } = root / "_Root-guardian-supervisor";

    public override IActorRefProvider Provider => provider;

    public override void SendSystemMessage(ISystemMessage message)
    {
        switch (message)
        {
            case Failed failed:
                log().Error(failed.Cause, "Guardian [{0}] failed. Shutting down.", failed.Child);
                ((IInternalActorRef)failed.Child).Stop();
                break;
            case DeathWatchNotification:
                _terminated.TrySetResult();
                break;
        }
    }

    protected override void TellInternal(object message, IActorRef sender) =>
        log().Error("[{0}] received unexpected message [{1}]", this, message);
}

using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>Watches one actor and completes a task when it has terminated.</summary>
internal sealed class TerminationActorRef(IActorRefProvider provider) : TemporaryActorRef(provider)
{
    private readonly TaskCompletionSource<IActorRef> _terminated = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The actor that terminated.</summary>
    public Task<IActorRef> Terminated => _terminated.Task;

    public override void SendSystemMessage(ISystemMessage message)
    {
        if (message is DeathWatchNotification notification)
            _terminated.TrySetResult(notification.Actor);
    }
}

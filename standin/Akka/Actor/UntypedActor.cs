using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>An actor whose behaviour is one method.</summary>
public abstract class UntypedActor : ActorBase
{
    /// <summary>The actor that runs on this thread.</summary>
    protected static new IUntypedActorContext Context => RunningCell;

    protected sealed override bool Receive(object message)
    {
        OnReceive(message);
        return true;
    }

    /// <summary>Handles a message; calls <see cref="ActorBase.Unhandled"/> for one it does not.</summary>
    protected abstract void OnReceive(object message);

    protected void Become(UntypedReceive receive) => Context.Become(receive);

    protected void BecomeStacked(UntypedReceive receive) => Context.BecomeStacked(receive);

    /// <summary>Runs an asynchronous action; no other message is handled until it has completed.</summary>
    protected void RunTask(Func<Task> action) => ActorTaskScheduler.RunTask(action);

    protected void RunTask(Action action) => ActorTaskScheduler.RunTask(action);
}

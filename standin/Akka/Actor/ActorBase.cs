using Akka.Actor.Internal;
using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// Base of all actors: handles one message at a time, on one thread at a time. An instance is made by the actor system and replaced by a
/// new one when its supervisor restarts it.
/// </summary>
public abstract class ActorBase
{
    private IActorRef _clearedSelf;
    private SupervisorStrategy _strategy;

    /// <exception cref="ActorInitializationException">The instance is made with <c>new</c> outside of the actor system.</exception>
    protected ActorBase()
    {
        var cell = ActorCell.Current ?? throw new ActorInitializationException(
            "Do not create actors using 'new', always create them using an ActorContext/System");
        if (this is IWithTimers withTimers)
            withTimers.Timers = cell.NewTimers();
        cell.Become(Receive);
    }

    /// <summary>The actor that runs on this thread.</summary>
    /// <exception cref="NotSupportedException">None does, as after an await outside of a ReceiveAsync handler.</exception>
    protected static IActorContext Context => RunningCell;

    /// <summary>A behaviour that handles nothing.</summary>
    protected static Receive EmptyReceive => static _ => false;

    protected IActorRef Self => _clearedSelf ?? Context.Self;

    /// <summary>Sender of the message being handled; dead letters if it has none.</summary>
    protected IActorRef Sender => Context.Sender;

    internal bool HasBeenCleared => _clearedSelf is not null;

    internal SupervisorStrategy SupervisorStrategyInternal
    {
        get => _strategy ??= SupervisorStrategy();
        set => _strategy = value;
    }

    private protected static ActorCell RunningCell => InternalCurrentActorCellKeeper.Current ?? throw new NotSupportedException(
        "There is no active ActorContext, this is most likely due to use of async operations from within this actor.");

    public virtual void AroundPreStart() => PreStart();

    public virtual void AroundPostStop() => PostStop();

    public virtual void AroundPreRestart(Exception cause, object message)
    {
        (this as IWithTimers)?.Timers?.CancelAll();
        PreRestart(cause, message);
    }

    public virtual void AroundPostRestart(Exception cause, object message) => PostRestart(cause);

    /// <summary>Hands a message to the behaviour, and to <see cref="Unhandled"/> if that does not handle it.</summary>
    protected internal virtual bool AroundReceive(Receive receive, object message)
    {
        var handled = receive(message);
        if (!handled)
            Unhandled(message);
        return handled;
    }

    /// <summary>The first behaviour; false if it does not handle the message.</summary>
    protected abstract bool Receive(object message);

    /// <summary>Publishes the message as <see cref="UnhandledMessage"/>.</summary>
    /// <exception cref="DeathPactException">The message is <see cref="Terminated"/>: who watches an actor must handle its end.</exception>
    protected virtual void Unhandled(object message)
    {
        if (message is Terminated terminated)
            throw new DeathPactException(terminated.ActorRef);
        Context.System.EventStream.Publish(new UnhandledMessage(message, Sender, Self));
    }

    protected void Become(Receive receive) => Context.Become(receive);

    protected void BecomeStacked(Receive receive) => Context.BecomeStacked(receive);

    protected void UnbecomeStacked() => Context.UnbecomeStacked();

    protected void SetReceiveTimeout(TimeSpan? timeout) => Context.SetReceiveTimeout(timeout);

    /// <summary>What to do when a child fails. <see cref="Props.WithSupervisorStrategy"/> takes precedence.</summary>
    protected virtual SupervisorStrategy SupervisorStrategy() => Actor.SupervisorStrategy.DefaultStrategy;

    /// <summary>Before the first message.</summary>
    protected virtual void PreStart()
    {
    }

    /// <summary>After the last message. The default of <see cref="PreRestart"/> calls it, too.</summary>
    protected virtual void PostStop()
    {
    }

    /// <summary>Before a restart, on the old instance. Unless overridden: stops the children and calls <see cref="PostStop"/>.</summary>
    /// <param name="reason">Why it is restarted.</param>
    /// <param name="message">The message being handled when it failed; null if there was none.</param>
    protected virtual void PreRestart(Exception reason, object message)
    {
        foreach (var child in Context.GetChildren())
        {
            Context.Unwatch(child);
            Context.Stop(child);
        }
        PostStop();
    }

    /// <summary>After a restart, on the new instance. Unless overridden: calls <see cref="PreStart"/>.</summary>
    protected virtual void PostRestart(Exception reason) => PreStart();

    internal void Clear(IActorRef self) => _clearedSelf = self;
}

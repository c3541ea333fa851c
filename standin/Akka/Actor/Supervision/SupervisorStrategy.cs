using Akka.Actor.Internal;
using Akka.Event;

namespace Akka.Actor;

/// <summary>How an actor deals with children that fail. Immutable.</summary>
public abstract class SupervisorStrategy
{
    /// <summary>
    /// Restart; but stop an actor that could not be constructed, was killed, or did not handle a <see cref="Terminated"/>.
    /// </summary>
    public static IDecider DefaultDecider { get; } = Actor.Decider.From(
        Directive.Restart,
        Directive.Stop.When<ActorInitializationException>(),
        Directive.Stop.When<ActorKilledException>(),
        Directive.Stop.When<DeathPactException>());

    /// <summary>Applies <see cref="DefaultDecider"/> to the child that failed, without limit.</summary>
    public static readonly SupervisorStrategy DefaultStrategy = new OneForOneStrategy(DefaultDecider);

    /// <summary>Stops the child that failed.</summary>
    public static readonly OneForOneStrategy StoppingStrategy = new(_ => Directive.Stop);

    private protected SupervisorStrategy(int maxNrOfRetries, int withinTimeMilliseconds, IDecider decider, bool loggingEnabled)
    {
        Retries = maxNrOfRetries;
        Milliseconds = withinTimeMilliseconds;
        Decider = decider;
        LoggingEnabled = loggingEnabled;
    }

    public IDecider Decider { get; }

    /// <summary>Whether failures are logged: as a warning when resumed, as an error when restarted or stopped.</summary>
    protected bool LoggingEnabled { get; }

    private protected int Retries { get; }

    private protected int Milliseconds { get; }

    private protected static int MillisecondsOf(TimeSpan? withinTimeRange) =>
        withinTimeRange is { } range ? (int)Math.Min(range.TotalMilliseconds, int.MaxValue) : -1;

    /// <summary>Applies the directive for <paramref name="cause"/>; false to escalate.</summary>
    internal bool HandleFailure(
        IActorContext context, IActorRef child, Exception cause, ChildRestartStats stats, ChildRestartStats[] children)
    {
        var directive = Decider.Decide(cause);
        Log(context, child, cause, directive);
        switch (directive)
        {
            case Directive.Resume:
                ((IInternalActorRef)child).Resume(cause);
                return true;
            case Directive.Restart:
                Restart(context, cause, stats, children);
                return true;
            case Directive.Stop:
                Stop(context, stats, children);
                return true;
            default:
                return false;
        }
    }

    private protected bool MayRestart(ChildRestartStats stats) =>
        stats.RequestRestartPermission(Retries, Milliseconds);

    private protected abstract void Restart(
        IActorContext context, Exception cause, ChildRestartStats failed, ChildRestartStats[] children);

    private protected abstract void Stop(IActorContext context, ChildRestartStats failed, ChildRestartStats[] children);

    private void Log(IActorContext context, IActorRef child, Exception cause, Directive directive)
    {
        if (!LoggingEnabled || directive == Directive.Escalate)
            return;
        var source = child.Path.ToString();
        var message = cause is ActorInitializationException { InnerException: { } inner } ? inner.Message : cause.Message;
        context.System.EventStream.Publish(directive == Directive.Resume
            ? new Warning(cause, source, GetType(), message)
            : new Error(cause, source, GetType(), message));
    }
}

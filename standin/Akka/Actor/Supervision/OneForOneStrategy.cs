using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>Applies the directive to the child that failed.</summary>
public class OneForOneStrategy : SupervisorStrategy
{
    public OneForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, Func<Exception, Directive> localOnlyDecider)
        : this(maxNrOfRetries ?? -1, MillisecondsOf(withinTimeRange), localOnlyDecider)
    {
    }

    public OneForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, IDecider decider)
        : this(maxNrOfRetries ?? -1, MillisecondsOf(withinTimeRange), decider)
    {
    }

    public OneForOneStrategy(
        int maxNrOfRetries, int withinTimeMilliseconds, Func<Exception, Directive> localOnlyDecider, bool loggingEnabled = true)
        : this(maxNrOfRetries, withinTimeMilliseconds, new LocalOnlyDecider(localOnlyDecider), loggingEnabled)
    {
    }

    public OneForOneStrategy(int maxNrOfRetries, int withinTimeMilliseconds, IDecider decider, bool loggingEnabled = true)
        : base(maxNrOfRetries, withinTimeMilliseconds, decider, loggingEnabled)
    {
    }

    public OneForOneStrategy(Func<Exception, Directive> localOnlyDecider)
        : this(-1, -1, localOnlyDecider)
    {
    }

    public OneForOneStrategy(Func<Exception, Directive> localOnlyDecider, bool loggingEnabled = true)
        : this(-1, -1, localOnlyDecider, loggingEnabled)
    {
    }

    public OneForOneStrategy(IDecider decider)
        : this(-1, -1, decider)
    {
    }

    /// <summary>Restarts allowed in the time range, after which the child is stopped; negative for no limit.</summary>
    public int MaxNumberOfRetries => Retries;

    /// <summary>Negative for all time.</summary>
    public int WithinTimeRangeMilliseconds => Milliseconds;

    private protected override void Restart(
        IActorContext context, Exception cause, ChildRestartStats failed, ChildRestartStats[] children)
    {
        if (MayRestart(failed))
            failed.Child.Restart(cause);
        else
            context.Stop(failed.Child);
    }

    private protected override void Stop(IActorContext context, ChildRestartStats failed, ChildRestartStats[] children) =>
        context.Stop(failed.Child);
}

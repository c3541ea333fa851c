using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>Applies the directive to all children when one fails.</summary>
public class AllForOneStrategy : SupervisorStrategy
{
    public AllForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, Func<Exception, Directive> localOnlyDecider)
        : this(maxNrOfRetries ?? -1, MillisecondsOf(withinTimeRange), localOnlyDecider)
    {
    }

    public AllForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, IDecider decider)
        : this(maxNrOfRetries ?? -1, MillisecondsOf(withinTimeRange), decider)
    {
    }

    public AllForOneStrategy(
        int maxNrOfRetries, int withinTimeMilliseconds, Func<Exception, Directive> localOnlyDecider, bool loggingEnabled = true)
        : this(maxNrOfRetries, withinTimeMilliseconds, new LocalOnlyDecider(localOnlyDecider), loggingEnabled)
    {
    }

    public AllForOneStrategy(int maxNrOfRetries, int withinTimeMilliseconds, IDecider decider, bool loggingEnabled = true)
        : base(maxNrOfRetries, withinTimeMilliseconds, decider, loggingEnabled)
    {
    }

    public AllForOneStrategy(Func<Exception, Directive> localOnlyDecider)
        : this(-1, -1, localOnlyDecider)
    {
    }

    public AllForOneStrategy(IDecider decider)
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
        if (!children.All(MayRestart))
        {
            Stop(context, failed, children);
            return;
        }
        foreach (var child in children)
        {
            // The failed child has suspended itself; a restart ends that.
            if (child != failed)
                child.Child.Suspend();
            child.Child.Restart(cause);
        }
    }

    private protected override void Stop(IActorContext context, ChildRestartStats failed, ChildRestartStats[] children)
    {
        foreach (var child in children)
            context.Stop(child.Child);
    }
}

using System.Collections.Immutable;

namespace ActorDownloader.LoopbackOrigin.Faults;

/// <summary>The rules in force, in the order they were added. May be changed at any time; safe for use by several threads.</summary>
public sealed class FaultScript
{
    private readonly Lock _lock = new();
    private readonly ulong _seed;
    private ImmutableArray<ActiveFault> _faults = [];
    private int _added;

    internal FaultScript(ulong seed) => _seed = seed;

    /// <summary>Adds a rule for the requests that come from now on.</summary>
    /// <returns>Tells how often it hit, and takes it back.</returns>
    public ActiveFault Add(FaultRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (rule.Actions.IsDefaultOrEmpty || rule.Probability is < 0 or > 1 or double.NaN || rule.Skip < 0 || rule.Times < 0)
        {
            throw new ArgumentException($"{rule} needs an action, a probability from 0 to 1, Skip and Times of 0 or more.", nameof(rule));
        }

        lock (_lock)
        {
            var fault = new ActiveFault(this, rule, unchecked(_seed + (ulong)_added++));
            _faults = _faults.Add(fault);
            return fault;
        }
    }

    /// <summary>Takes all rules back. Requests that were hit stay hit.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _faults = [];
        }
    }

    internal void Remove(ActiveFault fault)
    {
        lock (_lock)
        {
            _faults = _faults.Remove(fault);
        }
    }

    /// <summary>What goes wrong with a request. Counts it, so it is asked once for each.</summary>
    internal FaultPlan Plan(in FaultSubject request)
    {
        var plan = FaultPlan.None;
        lock (_lock)
        {
            foreach (var fault in _faults)
            {
                if (fault.Hit(request))
                {
                    plan = fault.Rule.Actions.Aggregate(plan, (all, action) => all.With(action));
                }
            }
        }

        return plan;
    }

    /// <summary>Whether there is a rule at all; spares the quick path the rest.</summary>
    internal bool IsEmpty => _faults.IsEmpty;
}

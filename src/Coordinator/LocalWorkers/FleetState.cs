using System.Collections.Immutable;
using ActorDownloader.Messages;

namespace ActorDownloader.LocalWorkers;

/// <summary>
/// Which local worker processes there are and when the next is started: as many as can hold the work, more of them where the work lasts,
/// one at once in the place of each that dies, and never many in a row of those that die young.
/// </summary>
internal sealed record FleetState(FleetRules Rules)
{
    /// <summary>Processes that are starting or running; the worker is null until it has joined.</summary>
    public ImmutableDictionary<int, WorkerId?> Members { get; private init; } = ImmutableDictionary<int, WorkerId?>.Empty;

    /// <summary>How many processes the work could use.</summary>
    public int Wanted { get; private init; }

    private int LastMember { get; init; }

    /// <summary>
    /// Since when there has been more work than the workers could take, and when that was said last; null where it never was.
    /// </summary>
    private (TimeSpan Since, TimeSpan Last)? Busy { get; init; }

    private int EarlyExits { get; init; }

    private bool IsPausing { get; init; }

    private TimeSpan LastReplacement { get; init; } = TimeSpan.MinValue;

    /// <summary>The first processes are started before there is work: they load while the first request is prepared.</summary>
    public static (FleetState State, ImmutableArray<FleetEffect> Effects) Start(FleetRules rules) =>
        (new FleetState(rules) { Wanted = rules.Early }).Fill();

    /// <summary>What follows from an event.</summary>
    /// <exception cref="InvalidOperationException">The event is of an unknown type.</exception>
    public (FleetState Next, ImmutableArray<FleetEffect> Effects) On(FleetEvent happened, TimeSpan now) => happened switch
    {
        FleetEvent.LeasesWanted e => OnLeasesWanted(e.Leases, now),
        FleetEvent.Joined e =>
            (Members.ContainsKey(e.Member) ? this with { Members = Members.SetItem(e.Member, e.Worker), EarlyExits = 0 } : this, []),
        FleetEvent.Ended e => OnEnded(e, now),
        FleetEvent.JoinOverdue e =>
            (this, Members.TryGetValue(e.Member, out var worker) && worker is null
                ? [new FleetEffect.Kill(e.Member, "did not join in time")]
                : []),
        FleetEvent.StartDue => (this with { IsPausing = false }).Fill(),
        FleetEvent.FenceWanted e =>
            (this, [.. Members.Where(member => member.Value == e.Worker).Select(member => new FleetEffect.Kill(member.Key, e.Reason))]),
        _ => throw new InvalidOperationException($"Unknown fleet event {happened.GetType().Name}."),
    };

    /// <summary>
    /// A start costs what a process fetches in that time: until the work has lasted, there are as many as it needs slots.
    /// </summary>
    private (FleetState, ImmutableArray<FleetEffect>) OnLeasesWanted(int leases, TimeSpan now)
    {
        var since = Busy is { } busy && now - busy.Last <= Rules.SpreadAfter ? busy.Since : now;
        var share = now - since >= Rules.SpreadAfter ? Rules.LeasesPerProcess : Rules.Slots;
        return (this with { Busy = (since, now), Wanted = Math.Clamp((leases + share - 1) / share, Wanted, Rules.MaxProcesses) }).Fill();
    }

    private (FleetState, ImmutableArray<FleetEffect>) OnEnded(FleetEvent.Ended ended, TimeSpan now)
    {
        if (!Members.TryGetValue(ended.Member, out var worker))
        {
            return (this, []);
        }

        var next = this with { Members = Members.Remove(ended.Member) };
        return worker is { } joined ? next.ReplaceJoined(joined, ended.Reason, now) : next.ReplaceEarly(ended.Reason);
    }

    private (FleetState, ImmutableArray<FleetEffect>) ReplaceJoined(WorkerId worker, string reason, TimeSpan now)
    {
        var gone = new FleetEffect.DeclareGone(worker, reason);
        var rest = LastReplacement == TimeSpan.MinValue ? TimeSpan.Zero : LastReplacement + Rules.RestartInterval - now;
        if (rest > TimeSpan.Zero)
        {
            return IsPausing
                ? (this, [gone])
                : (this with { IsPausing = true, LastReplacement = now + rest }, [gone, new FleetEffect.Wake(rest)]);
        }

        var (next, effects) = (this with { LastReplacement = now }).Fill();
        return (next, [gone, .. effects]);
    }

    private (FleetState, ImmutableArray<FleetEffect>) ReplaceEarly(string reason)
    {
        var exits = EarlyExits + 1;
        if (exits >= Rules.MaxEarlyExits)
        {
            // Wanted begins anew with the next offer: whoever mends the cause need not restart the application.
            var given = this with { EarlyExits = 0, Wanted = Members.Count };
            return (given, [new FleetEffect.DeclareUnavailable(
                $"{exits} worker processes in a row ended before they joined; the last one {reason}.")]);
        }

        var pause = TimeSpan.FromTicks(Math.Min(Rules.MaxBackoff.Ticks, Rules.MinBackoff.Ticks << (exits - 1)));
        return (this with { EarlyExits = exits, IsPausing = true }, IsPausing ? [] : [new FleetEffect.Wake(pause)]);
    }

    private (FleetState, ImmutableArray<FleetEffect>) Fill()
    {
        if (IsPausing || Members.Count >= Wanted)
        {
            return (this, []);
        }

        var numbers = Enumerable.Range(LastMember + 1, Wanted - Members.Count).ToImmutableArray();
        return (
            this with
            {
                Members = Members.AddRange(numbers.Select(number => KeyValuePair.Create(number, (WorkerId?)null))),
                LastMember = numbers[^1]
            },
            [.. numbers.Select(number => new FleetEffect.Start(number))]);
    }
}

using System.Collections.Immutable;
using ActorDownloader.Messages;
using ActorDownloader.Transfers;

namespace ActorDownloader.Scheduling;

/// <summary>
/// Who holds which lease, and who gets the next: state, event and time in, state and effects out. Invariants: a lease number is used
/// once; a chunk that is offered once is held once, and once more where it is hedged; a worker never holds more leases than its slots, and
/// none is granted beyond the window.
/// Transfers of equal priority take turns, one chunk each, so a long one never delays a short one.
/// </summary>
internal sealed partial record SchedulerState(SchedulerRules Rules)
{
    /// <summary>The pool.</summary>
    public ImmutableDictionary<WorkerId, WorkerSeat> Workers { get; private init; } = ImmutableDictionary<WorkerId, WorkerSeat>.Empty;

    /// <summary>Every transfer that has offered chunks and was not released.</summary>
    public ImmutableDictionary<TransferId, Backlog> Backlogs { get; private init; } = ImmutableDictionary<TransferId, Backlog>.Empty;

    /// <summary>Every lease that has not ended.</summary>
    public ImmutableDictionary<LeaseNumber, Holding> Leases { get; private init; } = ImmutableDictionary<LeaseNumber, Holding>.Empty;

    /// <summary>How many offered chunks nobody holds.</summary>
    public int Waiting { get; private init; }

    /// <summary>How many leases may be held at once.</summary>
    public LeaseWindow Window { get; private init; } = LeaseWindow.Of(Rules.Window);

    /// <summary>What retries may take in the whole pool.</summary>
    private RetryBudget Retries { get; init; } = RetryBudget.Of(Rules.PoolRetries);

    /// <summary>The same workers, by what more they could hold.</summary>
    private WorkerRoom Room { get; init; } = WorkerRoom.Empty;

    private TurnQueue Turns { get; init; } = TurnQueue.Empty;

    private LeaseNumber LastLease { get; init; }

    /// <summary>Since when chunks wait while there is no worker; null otherwise.</summary>
    private TimeSpan? DesertedSince { get; init; }

    /// <summary>What follows from an event.</summary>
    /// <exception cref="InvalidOperationException">The event is of an unknown type.</exception>
    public (SchedulerState Next, ImmutableArray<SchedulerEffect> Effects) On(SchedulerEvent happened, TimeSpan now) => happened switch
    {
        SchedulerEvent.WorkerJoined e => (Join(e), []),
        SchedulerEvent.DemandChanged e => (WithSeat(e.Worker, seat => seat with { Slots = e.Slots }), []),
        SchedulerEvent.WorkerGone e => Remove(e.Worker, e.Reason, mayWrite: false),
        SchedulerEvent.WorkerUnreachable e => FenceOff(e.Worker),
        SchedulerEvent.ChunksOffered e => (Add(e), []),
        SchedulerEvent.SourceRenewed e => (Renew(e), []),
        SchedulerEvent.FenceWanted e => Fence(e.Transfer),
        SchedulerEvent.TransferReleased e => Forget(e.Transfer).Withdraw(e.Transfer),
        SchedulerEvent.Reported e => Read(e.Report, now),
        SchedulerEvent.WorkersFailed e => (this, Workers.IsEmpty ? TellWaiting(e.Reason) : []),
        SchedulerEvent.SilenceCheckDue => CheckSilence(now),
        SchedulerEvent.HedgeCheckDue => (Hedge(now), []),
        SchedulerEvent.GrantDue => Measured(Grant(now), now),
        _ => throw new InvalidOperationException($"Unknown scheduler event {happened.GetType().Name}."),
    };

    private SchedulerState Join(SchedulerEvent.WorkerJoined joined) => Workers.ContainsKey(joined.Worker.Id)
        ? WithSeat(joined.Worker.Id, seat => seat with { Slots = joined.Slots, IsSilent = false })
        : Seat(joined.Worker.Id, new WorkerSeat(joined.Worker, joined.Slots, [], false)) with
        {
            DesertedSince = null,
            Window = Window.Reconsider(),
        };

    private (SchedulerState, ImmutableArray<SchedulerEffect>) Remove(WorkerId worker, string reason, bool mayWrite)
    {
        if (!Workers.TryGetValue(worker, out var seat))
        {
            return mayWrite ? (this, []) : Bury(worker);
        }

        var next = this;
        var lost = ImmutableArray.CreateBuilder<SchedulerEffect>();
        foreach (var number in seat.Leases)
        {
            // Of two copies that it held the second is lost with nothing to take its place.
            var holding = next.Leases[number];
            next = next.End(number).Abandon(number, holding);
            lost.AddRange(Lost(holding, reason, seat, mayWrite));
        }

        (next, var told) = mayWrite ? (next, []) : next.Bury(worker);
        return (next.Seat(worker, null), [.. lost, .. told]);
    }

    /// <summary>
    /// Does without the worker. If it is a local process it is ended, or it would be counted among those that work, and never replaced.
    /// </summary>
    private (SchedulerState, ImmutableArray<SchedulerEffect>) FenceOff(WorkerId worker)
    {
        var (next, lost) = Remove(worker, "cannot be reached any more", mayWrite: true);
        return (next, Workers.ContainsKey(worker) ? [.. lost, new SchedulerEffect.Fence(worker, "gave no sign of life")] : lost);
    }

    private SchedulerState Add(SchedulerEvent.ChunksOffered offered)
    {
        var before = Backlogs.GetValueOrDefault(offered.Transfer) ?? Backlog.Of(offered.Offer, Rules.TransferRetries);
        var after = (before with { Offer = offered.Offer }).Add(offered) with { HasTurn = true };
        return this with
        {
            Backlogs = Backlogs.SetItem(offered.Transfer, after),
            Turns = before.HasTurn ? Turns : Turns.Enqueue(offered.Offer.Priority, offered.Transfer),
            Waiting = Waiting + offered.Chunks.Count,
        };
    }

    private SchedulerState Renew(SchedulerEvent.SourceRenewed renewed) => Backlogs.TryGetValue(renewed.Transfer, out var backlog)
        ? this with
        {
            Backlogs = Backlogs.SetItem(renewed.Transfer, backlog with { Offer = backlog.Offer with { Source = renewed.Source } })
        }
        : this;

    /// <summary>Takes back all that a transfer has offered.</summary>
    private (SchedulerState, ImmutableArray<SchedulerEffect>) Withdraw(TransferId transfer)
    {
        if (!Backlogs.TryGetValue(transfer, out var backlog))
        {
            return (this, []);
        }

        // A small object has had one lease, and that has mostly ended: no need to look through everybody's.
        ImmutableArray<KeyValuePair<LeaseNumber, Holding>> held = backlog.Leased == 1
            ? Leases.TryGetValue(backlog.LastLease, out var only) && only.IsWanted ? [KeyValuePair.Create(backlog.LastLease, only)] : []
            : [.. Leases.Where(lease => lease.Value.IsWanted && lease.Value.Chunk.Transfer == transfer)];
        var next = this with
        {
            Backlogs = Backlogs.Remove(transfer),
            Waiting = Waiting - backlog.Count,
            Twice = Twice - Unused(held, backlog),
        };
        if (held.IsEmpty)
        {
            return (next, []);
        }

        next = next with
        {
            Leases = Leases.SetItems(
                held.Select(
                    lease => KeyValuePair.Create(lease.Key, lease.Value with { IsWanted = false, AwaitsTwin = false, Twin = null })))
        };
        return (next, [.. held.GroupBy(lease => lease.Value.Worker, lease => lease.Key)
            .Select(group => new SchedulerEffect.Withdraw(group.Key, [.. group]))]);
    }

    private (SchedulerState, ImmutableArray<SchedulerEffect>) CheckSilence(TimeSpan now)
    {
        var silent = Leases.Where(lease => now - lease.Value.HeardOf > Rules.LeaseSilence).ToImmutableArray();
        var next = this with { DesertedSince = Workers.IsEmpty && Waiting > 0 ? DesertedSince ?? now : null };
        var effects = ImmutableArray.CreateBuilder<SchedulerEffect>();
        foreach (var (number, holding) in silent)
        {
            var seat = next.Workers[holding.Worker];
            var lost = Lost(next.Leases[number], $"has said nothing for {Rules.LeaseSilence.TotalSeconds:0.#} s", seat, mayWrite: true);
            next = next.End(number).Abandon(number, holding).WithSeat(holding.Worker, s => s with { IsSilent = true });
            if (!seat.IsSilent)
            {
                effects.Add(new SchedulerEffect.Fence(holding.Worker, "held leases and said nothing"));
            }

            // A worker that never saw the grant, or is late, answers this: so it is heard of again.
            effects.Add(new SchedulerEffect.Withdraw(holding.Worker, [number]));
            effects.AddRange(lost);
        }

        if (next.DesertedSince is { } since && now - since > Rules.WorkerWait)
        {
            effects.AddRange(
                TellWaiting(
                    $"No worker has joined for {Rules.WorkerWait.TotalSeconds:0.#} s. Start one, or allow local worker processes."));
        }

        return (next, effects.ToImmutable());
    }

    private ImmutableArray<SchedulerEffect> TellWaiting(string reason) =>
        [.. Backlogs.Keys.Select(transfer => new SchedulerEffect.Tell(transfer, new TransferEvent.WorkersUnavailable(reason)))];

    /// <summary>What a transfer is told of a lease that is lost: of one of two copies only how much it had brought.</summary>
    private static ImmutableArray<SchedulerEffect> Lost(Holding holding, string reason, WorkerSeat seat, bool mayWrite) => holding switch
    {
        { IsWanted: false } => [],
        { Twin: not null } => [Dropped(holding)],
        _ =>
            [new SchedulerEffect.Tell(
                holding.Chunk.Transfer, new TransferEvent.ChunkLost(holding.Chunk.Index, reason, seat.Worker, mayWrite))],
    };

    private SchedulerState End(LeaseNumber number) => Leases.TryGetValue(number, out var holding)
        ? (this with { Leases = Leases.Remove(number) }).WithSeat(holding.Worker, seat => seat with { Leases = seat.Leases.Remove(number) })
            .Part(number, holding)
        : this;

    private SchedulerState WithSeat(WorkerId worker, Func<WorkerSeat, WorkerSeat> change) => Workers.TryGetValue(worker, out var seat)
        ? Seat(worker, change(seat))
        : this;

    /// <summary>Puts a worker where it belongs now; null takes it out of the pool.</summary>
    private SchedulerState Seat(WorkerId worker, WorkerSeat? seat) => this with
    {
        Workers = seat is null ? Workers.Remove(worker) : Workers.SetItem(worker, seat),
        Room = Room.Change(Workers.GetValueOrDefault(worker), seat),
    };
}

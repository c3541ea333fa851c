using System.Collections.Immutable;
using ActorDownloader.Messages;
using ActorDownloader.Transfers;

namespace ActorDownloader.Scheduling;

/// <content>
/// The end of a transfer must not wait for its slowest connection. Once nothing of a transfer waits for a lease, a chunk that takes longer
/// than the others' times allow, and whose rest will take longer than a fresh fetch, is offered a second time. Whichever copy is whole
/// first counts; the other is withdrawn. Both are pinned to one version, so both write the same bytes to the same place.
/// </content>
internal sealed partial record SchedulerState
{
    /// <summary>Bytes of chunks that have come, in the whole pool.</summary>
    private long Once { get; init; }

    /// <summary>Bytes that came twice, and those that may: a copy that runs counts in full until it has ended.</summary>
    public long Twice { get; private init; }

    /// <summary>Whether there may be a slow lease to look for.</summary>
    public bool MayHedge => Rules.Hedging.IsOn && !Leases.IsEmpty;

    private SchedulerState Hedge(TimeSpan now)
    {
        if (!MayHedge)
        {
            return this;
        }

        var slow = new List<(LeaseNumber Number, TimeSpan Remaining)>();
        foreach (var (number, holding) in Leases)
        {
            if (IsSlow(holding, now, out var remaining))
            {
                slow.Add((number, remaining));
            }
        }

        return slow.OrderByDescending(lease => lease.Remaining)
            .ThenBy(lease => lease.Number.Value)
            .Aggregate(this, (state, lease) => state.OfferCopy(lease.Number));
    }

    private bool IsSlow(Holding holding, TimeSpan now, out TimeSpan remaining)
    {
        remaining = default;
        var (rules, age) = (Rules.Hedging, now - holding.Since);
        if (!holding.IsWanted || holding.AwaitsTwin || holding.Twin is not null || age < rules.MinAge
            || !Backlogs.TryGetValue(holding.Chunk.Transfer, out var backlog) || !backlog.IsEmpty || !IsPinned(backlog.Offer)
            || backlog.Times.Count < rules.MinChunks || backlog.Times.Usual(rules.Deviations) is var usual && age <= usual)
        {
            return false;
        }

        remaining = holding.Remaining(LengthOf(holding.Chunk, backlog), now);
        return remaining > usual;
    }

    /// <summary>
    /// Whether two fetches can only bring the same bytes: nothing pins a discovering lease, and a weak ETag promises too little.
    /// </summary>
    private static bool IsPinned(Offer offer) =>
        offer is { Plan.Count: > 1, Source.ETag: { } etag } && !etag.StartsWith("W/", StringComparison.Ordinal);

    private SchedulerState OfferCopy(LeaseNumber number)
    {
        var holding = Leases[number];
        var transfer = holding.Chunk.Transfer;
        var backlog = Backlogs[transfer];
        var length = LengthOf(holding.Chunk, backlog);
        if (!MayComeTwice(length, backlog.Twice, backlog.Offer.Plan!.Value.ObjectLength) || !MayComeTwice(length, Twice, Once))
        {
            return this;
        }

        return (this with
        {
            Leases = Leases.SetItem(number, holding with { AwaitsTwin = true }),
            Backlogs = Backlogs.SetItem(transfer, backlog.AddCopy(holding.Chunk.Index, number, holding.Worker) with { HasTurn = true }),
            Turns = backlog.HasTurn ? Turns : Turns.Enqueue(backlog.Offer.Priority, transfer),
            Waiting = Waiting + 1,
        }).Account(transfer, length);
    }

    /// <summary>
    /// Whether so many bytes more may come twice: where none did yet they may, or no chunk of a few could ever be helped.
    /// </summary>
    private bool MayComeTwice(long bytes, long twice, long total) => twice == 0
        ? Rules.Hedging.ExtraTrafficPercent > 0
        : (twice + bytes) * 100.0 <= (double)total * Rules.Hedging.ExtraTrafficPercent;

    /// <summary>The leases, once a second copy of one of them is granted.</summary>
    private ImmutableDictionary<LeaseNumber, Holding> Paired(LeaseNumber? first, LeaseNumber second) =>
        first is { } number ? Leases.SetItem(number, Leases[number] with { AwaitsTwin = false, Twin = second }) : Leases;

    /// <summary>A chunk is whole: it is taken in how long it took, and its other copy is withdrawn.</summary>
    private (SchedulerState, ImmutableArray<SchedulerEffect>) Win(LeaseNumber number, WorkerId worker, long length, TimeSpan now)
    {
        if (!Leases.TryGetValue(number, out var holding) || holding.Worker != worker || !holding.IsWanted)
        {
            return (this, []);
        }

        // The discovering chunk, often the only one, is of another kind.
        var next = holding.Chunk.Index == 0 || !Backlogs.TryGetValue(holding.Chunk.Transfer, out var backlog) ? this : this with
        {
            Once = Once + length,
            Backlogs = Backlogs.SetItem(holding.Chunk.Transfer, backlog with
            {
                Retries = backlog.Retries.Earn(now),
                Times = backlog.Times.Add(now - holding.Since),
            }),
        };
        if (holding.Twin is not { } twin)
        {
            return (next, []);
        }

        var other = next.Leases[twin];
        next = next with
        {
            Leases = next.Leases.SetItem(twin, other with { IsWanted = false, Twin = null }).SetItem(number, holding with { Twin = null }),
        };
        return (next.Settle(other), [Dropped(other), new SchedulerEffect.Withdraw(other.Worker, [twin])]);
    }

    /// <summary>Whether the other copy of the chunk has come further.</summary>
    private bool IsBehind(Holding holding, long bytes) =>
        holding.Twin is { } twin && Leases.TryGetValue(twin, out var other) && other.Bytes > bytes;

    /// <summary>A lease has ended: what was to stand beside it is not wished for any more, what does stand beside it is alone.</summary>
    private SchedulerState Part(LeaseNumber number, Holding ended)
    {
        if (ended.Twin is { } twin)
        {
            return (this with { Leases = Leases.SetItem(twin, Leases[twin] with { Twin = null }) }).Settle(ended);
        }

        if (!ended.AwaitsTwin || !Backlogs.TryGetValue(ended.Chunk.Transfer, out var backlog))
        {
            return this;
        }

        return (this with { Backlogs = Backlogs.SetItem(ended.Chunk.Transfer, backlog.RemoveCopy(number)), Waiting = Waiting - 1 })
            .Account(ended.Chunk.Transfer, -LengthOf(ended.Chunk, backlog));
    }

    /// <summary>One of two copies came to nothing: what it brought came twice, and no more than that.</summary>
    private SchedulerState Settle(Holding dropped) => Backlogs.TryGetValue(dropped.Chunk.Transfer, out var backlog)
        ? Account(dropped.Chunk.Transfer, dropped.Bytes - LengthOf(dropped.Chunk, backlog))
        : this;

    private SchedulerState Account(TransferId transfer, long bytes) => Backlogs.TryGetValue(transfer, out var backlog)
        ? this with { Twice = Twice + bytes, Backlogs = Backlogs.SetItem(transfer, backlog with { Twice = backlog.Twice + bytes }) }
        : this;

    /// <summary>
    /// What copies that run or wait still count for beyond what they have brought, when their transfer wants nothing any more.
    /// </summary>
    private static long Unused(
        IEnumerable<KeyValuePair<LeaseNumber, Holding>> held, Backlog backlog) => held.Sum(lease => lease.Value switch
    {
        { AwaitsTwin: true } waiting => LengthOf(waiting.Chunk, backlog),
        { Twin: { } twin } copy when lease.Key.Value > twin.Value => LengthOf(copy.Chunk, backlog) - copy.Bytes,
        _ => 0,
    });

    private static long LengthOf(ChunkId chunk, Backlog backlog) => backlog.Offer.Plan is { } plan ? plan.RangeOf(chunk.Index).Length : 0;

    private static SchedulerEffect.Tell Dropped(Holding copy) =>
        new(copy.Chunk.Transfer, new TransferEvent.CopyDropped(copy.Chunk.Index, copy.Bytes));
}

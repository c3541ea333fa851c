using System.Collections.Immutable;
using ActorDownloader.Messages;
using ActorDownloader.Transfers;

namespace ActorDownloader.Scheduling;

/// <content>Handing out what waits.</content>
internal sealed partial record SchedulerState
{
    private (SchedulerState, ImmutableArray<SchedulerEffect>) Grant(TimeSpan now)
    {
        var next = this;
        var grants = new Dictionary<WorkerId, GrantBuilder>();
        var passed = new List<(int Priority, TransferId Transfer)>();
        var hedged = ImmutableArray.CreateBuilder<SchedulerEffect>();
        TimeSpan? pause = null;
        while (next.Window.WaitFor(next.Leases.Count, now) == TimeSpan.Zero && !next.Turns.IsEmpty && next.LeastBusy() is { } seat)
        {
            var (transfer, turns) = next.Turns.Dequeue();
            next = next with { Turns = turns };
            if (!next.Backlogs.TryGetValue(transfer, out var backlog))
            {
                continue;
            }

            if (backlog.IsEmpty)
            {
                // Its last chunk was a second copy, and the first has ended.
                next = next with { Backlogs = next.Backlogs.SetItem(transfer, backlog with { HasTurn = false }) };
                continue;
            }

            var retryWait = Longer(next.Retries.WaitFor(now), backlog.Retries.WaitFor(now));
            if (next.Choose(backlog, seat, mayRetry: retryWait == TimeSpan.Zero) is not { } choice)
            {
                // Everything left of it is to be spared those who are free now, or is a retry too many: its turn comes later.
                passed.Add((backlog.Offer.Priority, transfer));
                pause = retryWait > TimeSpan.Zero && (pause is null || retryWait < pause) ? retryWait : pause;
                continue;
            }

            next = next.Lease(transfer, choice, now, grants);
            if (choice.Chunk.CopyOf is not null)
            {
                hedged.Add(new SchedulerEffect.Tell(transfer, new TransferEvent.ChunkHedged(choice.Chunk.Index)));
            }
        }

        foreach (var (priority, transfer) in passed)
        {
            next = next with { Turns = next.Turns.Enqueue(priority, transfer) };
        }

        ImmutableArray<SchedulerEffect> effects = [
            .. hedged,
            .. grants.Select(grant => new SchedulerEffect.Grant(grant.Key, grant.Value.ToImmutable()))
        ];
        if (next.Waiting == 0)
        {
            return (next, effects);
        }

        effects = effects.Add(new SchedulerEffect.Want(Math.Min(next.Waiting + next.Leases.Count, next.Window.Limit)));
        if (next.Window.WaitFor(next.Leases.Count, now) is { } spread && spread > TimeSpan.Zero && (pause is null || spread < pause))
        {
            pause = spread;
        }

        return (next, pause is { } wait ? effects.Add(new SchedulerEffect.Wake(wait)) : effects);
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan two) => one > two ? one : two;

    /// <summary>The worker that holds least and could hold more: each gets the same, up to what it asks for.</summary>
    private WorkerSeat? LeastBusy() => Room.Free is [var first, ..] ? Workers[first.Worker] : null;

    /// <summary>A chunk and a worker for it: the least busy worker, or another one where that one is to be spared.</summary>
    private (WorkerSeat Seat, Backlog.Returned Chunk, Backlog Left)? Choose(Backlog backlog, WorkerSeat leastBusy, bool mayRetry)
    {
        var isAlone = Room.Able == 1;
        if (backlog.Take(leastBusy.Worker.Id, isAlone, mayRetry) is { } taken)
        {
            return (leastBusy, taken.Chunk, taken.Left);
        }

        // What is left that may be had came back from that worker: any other will do, or none.
        return Room.Free is [_, var second, ..] && backlog.Take(second.Worker, isAlone, mayRetry) is { } other
            ? (Workers[second.Worker], other.Chunk, other.Left)
            : null;
    }

    private SchedulerState Lease(
        TransferId transfer,
        (WorkerSeat Seat, Backlog.Returned Chunk, Backlog Left) choice,
        TimeSpan now,
        Dictionary<WorkerId, GrantBuilder> grants)
    {
        var (seat, chunk, rest) = choice;
        rest = chunk.IsRetry ? rest with { Retries = rest.Retries.Take(now) } : rest;
        var number = new LeaseNumber(LastLease.Value + 1);
        if (!grants.TryGetValue(seat.Worker.Id, out var grant))
        {
            grants.Add(seat.Worker.Id, grant = new GrantBuilder());
        }

        grant.Add(transfer, rest.Offer, Describe(number, chunk, rest.Offer));
        return Seat(seat.Worker.Id, seat with { Leases = seat.Leases.Add(number) }) with
        {
            LastLease = number,
            Leases = Paired(chunk.CopyOf, number)
                .Add(number, new Holding(new ChunkId(transfer, chunk.Index), seat.Worker.Id, now, now, true, 0) { Twin = chunk.CopyOf }),
            Backlogs = Backlogs.SetItem(transfer, rest with { HasTurn = !rest.IsEmpty, Leased = rest.Leased + 1, LastLease = number }),
            Turns = rest.IsEmpty ? Turns : Turns.Enqueue(rest.Offer.Priority, transfer),
            Waiting = Waiting - 1,
            Retries = chunk.IsRetry ? Retries.Take(now) : Retries,
            Window = Window.Grant(now),
        };
    }

    private ChunkProtocol.Lease Describe(LeaseNumber number, Backlog.Returned chunk, Offer offer) => offer.Plan is { } plan
        ? new ChunkProtocol.Lease(number, chunk.Index, plan.RangeOf(chunk.Index), Rules.LeaseSilence, OwnConnection: chunk.OwnConnection)
        : new ChunkProtocol.Lease(
            number,
            chunk.Index,
            new ByteRange(0, offer.Sizing.ChunkLength),
            Rules.LeaseSilence,
            offer.Sizing.Threshold,
            OwnConnection: chunk.OwnConnection);

    /// <summary>Collects the leases of one message, those of a transfer together.</summary>
    private sealed class GrantBuilder
    {
        private readonly Dictionary<TransferId, (Offer Offer, ImmutableArray<ChunkProtocol.Lease>.Builder Leases)> _transfers = [];

        public void Add(TransferId transfer, Offer offer, ChunkProtocol.Lease lease)
        {
            if (!_transfers.TryGetValue(transfer, out var group))
            {
                _transfers.Add(transfer, group = (offer, ImmutableArray.CreateBuilder<ChunkProtocol.Lease>()));
            }

            group.Leases.Add(lease);
        }

        public ImmutableArray<ChunkProtocol.TransferLeases> ToImmutable() =>
        [
            .. _transfers.Select(group => new ChunkProtocol.TransferLeases(
                group.Key,
                group.Value.Offer.Source,
                group.Value.Offer.Path,
                group.Value.Offer.Plan?.ObjectLength,
                group.Value.Offer.Checksum,
                group.Value.Leases.ToImmutable())),
        ];
    }
}

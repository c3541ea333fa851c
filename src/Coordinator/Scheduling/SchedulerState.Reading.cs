using System.Collections.Immutable;
using ActorDownloader.Messages;
using ActorDownloader.Transfers;

namespace ActorDownloader.Scheduling;

/// <content>What workers report.</content>
internal sealed partial record SchedulerState
{
    /// <summary>
    /// Judges each entry by its lease: an entry about a lease that has ended, or that somebody else holds, is late and changes nothing.
    /// </summary>
    private (SchedulerState, ImmutableArray<SchedulerEffect>) Read(ChunkProtocol.Report report, TimeSpan now)
    {
        var (next, ceased) = Answered(report);
        if (!Workers.TryGetValue(report.Worker, out var seat))
        {
            return (next, ceased);
        }

        var effects = ceased.ToBuilder();
        next = seat.IsSilent ? next.WithSeat(report.Worker, s => s with { IsSilent = false }) : next;
        foreach (var entry in report.Discovered)
        {
            next = next.Hear(entry.Lease, report.Worker, now, null, held => effects.Add(Tell(held.Chunk, Facts(entry))));
        }

        foreach (var entry in report.Fetched)
        {
            (next, var dropped) = next.Win(entry.Lease, report.Worker, entry.Length, now);
            effects.AddRange(dropped);
            next = next.Hear(
                entry.Lease,
                report.Worker,
                now,
                entry.Length,
                held => effects.Add(
                    Tell(held.Chunk, new TransferEvent.ChunkFetched(held.Chunk.Index, entry.Length, entry.Checksum, seat.Worker))))
                .End(entry.Lease, report.Worker, null, now);
        }

        foreach (var entry in report.Failed)
        {
            next = next.Hear(entry.Lease, report.Worker, now, null, held => effects.Add(held.Twin is null
                ? Tell(held.Chunk, new TransferEvent.ChunkFailed(held.Chunk.Index, entry.Failure, seat.Worker))
                : Dropped(held))).End(entry.Lease, report.Worker, entry.Failure, now);
        }

        foreach (var entry in report.Progress)
        {
            next = next.Hear(entry.Lease, report.Worker, now, entry.Bytes, held =>
            {
                if (!next.IsBehind(held, entry.Bytes))
                {
                    effects.Add(Tell(held.Chunk, new TransferEvent.ChunkProgressed(held.Chunk.Index, entry.Bytes)));
                }
            });
        }

        return (next with { Window = next.Window.Note(next.Leases.Count, next.Waiting > 0, now) }, effects.ToImmutable());
    }

    private SchedulerState Hear(LeaseNumber number, WorkerId worker, TimeSpan now, long? bytes, Action<Holding> tell)
    {
        if (!Leases.TryGetValue(number, out var holding) || holding.Worker != worker)
        {
            return this;
        }

        if (holding.IsWanted)
        {
            tell(holding);
        }

        var come = Math.Max(holding.Bytes, bytes ?? 0);
        return this with
        {
            Leases = Leases.SetItem(number, holding.Hear(come, now)),
            Window = Window.Spend(holding.HeardOf, now, come - holding.Bytes),
        };
    }

    private SchedulerState End(LeaseNumber number, WorkerId worker, FetchFailure? failure, TimeSpan now) =>
        Leases.TryGetValue(number, out var holding) && holding.Worker == worker
            ? (this with
            {
                Retries = failure is null ? Retries.Earn(now) : Retries,
                Window = Window.End(
                    number, failure is not null && OriginLoad.IsTooMuch(failure), now - holding.Since, Leases.Count, LastLease, now),
            }).End(number)
            : this;

    private static SchedulerEffect.Tell Tell(ChunkId chunk, TransferEvent happened) => new(chunk.Transfer, happened);

    private static TransferEvent.Discovered Facts(ChunkProtocol.ObjectDiscovered found) =>
        new(new ObjectFacts(found.ObjectLength, found.ETag, found.VersionId, found.Checksums, found.ChunkChecksum));
}

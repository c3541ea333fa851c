using System.Collections.Immutable;
using ActorDownloader.Messages;
using ActorDownloader.Transfers;

namespace ActorDownloader.Scheduling;

/// <content>What workers report.</content>
internal sealed partial record SchedulerState
{
    /// <summary>Judges each entry by its lease: an entry about a lease that has ended, or that somebody else holds, is late and changes nothing.</summary>
    private (SchedulerState, ImmutableArray<SchedulerEffect>) Read(ChunkProtocol.Report report, TimeSpan now)
    {
        if (!Workers.TryGetValue(report.Worker, out var seat))
        {
            return (this, []);
        }

        var effects = ImmutableArray.CreateBuilder<SchedulerEffect>();
        var next = seat.IsSilent ? WithSeat(report.Worker, s => s with { IsSilent = false }) : this;
        foreach (var entry in report.Discovered)
        {
            next = next.Hear(entry.Lease, report.Worker, now, chunk => effects.Add(Tell(chunk, Facts(entry))));
        }

        foreach (var entry in report.Fetched)
        {
            next = next.Hear(entry.Lease, report.Worker, now, chunk => effects.Add(Tell(chunk, new TransferEvent.ChunkFetched(chunk.Index, entry.Length, entry.Checksum, seat.Worker)))).End(entry.Lease, report.Worker);
        }

        foreach (var entry in report.Failed)
        {
            next = next.Hear(entry.Lease, report.Worker, now, chunk => effects.Add(Tell(chunk, new TransferEvent.ChunkFailed(chunk.Index, entry.Failure, seat.Worker)))).End(entry.Lease, report.Worker);
        }

        foreach (var entry in report.Progress)
        {
            next = next.Hear(entry.Lease, report.Worker, now, chunk => effects.Add(Tell(chunk, new TransferEvent.ChunkProgressed(chunk.Index, entry.Bytes))));
        }

        return (next, effects.ToImmutable());
    }

    private SchedulerState Hear(LeaseNumber number, WorkerId worker, TimeSpan now, Action<ChunkId> tell)
    {
        if (!Leases.TryGetValue(number, out var holding) || holding.Worker != worker)
        {
            return this;
        }

        if (holding.IsWanted)
        {
            tell(holding.Chunk);
        }

        return this with { Leases = Leases.SetItem(number, holding with { HeardOf = now }) };
    }

    private SchedulerState End(LeaseNumber number, WorkerId worker) =>
        Leases.TryGetValue(number, out var holding) && holding.Worker == worker ? End(number) : this;

    private static SchedulerEffect.Tell Tell(ChunkId chunk, TransferEvent happened) => new(chunk.Transfer, happened);

    private static TransferEvent.Discovered Facts(ChunkProtocol.ObjectDiscovered found) =>
        new(new ObjectFacts(found.ObjectLength, found.ETag, found.VersionId, found.Checksums, found.ChunkChecksum));
}

using System.Collections.Immutable;
using ActorDownloader.Configuration;
using ActorDownloader.Messages;
using ActorDownloader.Planning;
using ActorDownloader.Scheduling;

namespace ActorDownloader.CoordinatorBench;

/// <summary>A scheduler and its workers, who fetch whatever they are given in no time.</summary>
internal sealed class SimulatedPool
{
    private const int SlotsPerWorker = 16;
    private readonly Queue<(WorkerId Worker, ImmutableArray<LeaseNumber> Leases)> _held = [];
    private SchedulerState _state;
    private TimeSpan _now;

    public SimulatedPool(int workers)
    {
        _state = new SchedulerState(CoordinatorSettings.Create(EffectiveConfig.Load("")).Scheduler);
        for (var i = 0; i < workers; i++)
        {
            Tell(new SchedulerEvent.WorkerJoined(new WorkerIdentity(new WorkerId(Guid.NewGuid()), "bench", i), SlotsPerWorker));
        }
    }

    /// <summary>How many chunks were fetched.</summary>
    public long Fetched { get; private set; }

    public void Offer(TransferId transfer, int chunks) => Tell(new SchedulerEvent.ChunksOffered(
        transfer,
        new Offer(
            0,
            new ObjectSource("https://bucket.example/key", [], null),
            "/file",
            Sizing,
            new ChunkPlan(chunks * 100L, 100, 100),
            ChunkChecksumAlgorithm.Crc32C),
        IndexRanges.Of(0, chunks),
        null));

    public void Release(TransferId transfer) => Tell(new SchedulerEvent.TransferReleased(transfer));

    /// <summary>Grants what there is to grant, and lets the worker that has waited longest report a few of its chunks.</summary>
    /// <returns>Whether anybody holds anything.</returns>
    public bool Step(int chunksPerReport)
    {
        Tell(new SchedulerEvent.GrantDue());
        if (!_held.TryDequeue(out var held))
        {
            return false;
        }

        var count = Math.Min(chunksPerReport, held.Leases.Length);
        if (count < held.Leases.Length)
        {
            _held.Enqueue((held.Worker, held.Leases[count..]));
        }

        var fetched = held.Leases[..count].Select(
            lease => new ChunkProtocol.ChunkFetched(lease, 100, new ChunkChecksum(ChunkChecksumAlgorithm.Crc32C, 0)));
        Tell(new SchedulerEvent.Reported(new ChunkProtocol.Report(held.Worker, [], [.. fetched], [], [])));
        Fetched += count;
        return true;
    }

    private static ChunkSizing Sizing => new(100, 100, 100, 2000);

    private void Tell(SchedulerEvent happened)
    {
        _now += TimeSpan.FromTicks(100);
        (_state, var effects) = _state.On(happened, _now);
        foreach (var effect in effects)
        {
            if (effect is SchedulerEffect.Grant grant)
            {
                _held.Enqueue((grant.Worker, [.. grant.Transfers.SelectMany(transfer => transfer.Leases).Select(lease => lease.Number)]));
            }
        }
    }
}

using System.Collections.Immutable;
using ActorDownloader.Configuration;
using ActorDownloader.Messages;
using ActorDownloader.Planning;
using ActorDownloader.Scheduling;
using BenchmarkDotNet.Attributes;

namespace ActorDownloader.MicroBench;

/// <summary>What the scheduler decides for each chunk, in a pool that is full but for the chunk that was reported last.</summary>
public class SchedulerDecisions
{
    private const int SlotsPerWorker = 16;
    private static readonly TimeSpan Now = TimeSpan.FromSeconds(1);

    private SchedulerState _full = null!;
    private SchedulerState _oneFree = null!;
    private SchedulerEvent _report = null!;

    [Params(1, 8, 64, 1000)]
    public int Workers { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        var slots = Workers * SlotsPerWorker;
        var rules = CoordinatorSettings.Create(EffectiveConfig.Load(
            $"actor-downloader.scheduler.window {{ min = {slots}, start = {slots}, max = {slots} }}")).Scheduler;
        var state = new SchedulerState(rules);
        for (var i = 0; i < Workers; i++)
        {
            state = state.On(
                new SchedulerEvent.WorkerJoined(new WorkerIdentity(new WorkerId(Guid.NewGuid()), "bench", i), SlotsPerWorker), Now).Next;
        }

        var offer = new Offer(
            0,
            new ObjectSource("https://bucket.example/key", [], null),
            "/file",
            new ChunkSizing(100, 100, 100, 2000),
            new ChunkPlan(100_000_000, 100, 100),
            ChunkChecksumAlgorithm.Crc32C);
        state = state.On(
            new SchedulerEvent.ChunksOffered(new TransferId(Guid.NewGuid()), offer, IndexRanges.Of(0, 1_000_000), null), Now).Next;
        _full = state.On(new SchedulerEvent.GrantDue(), Now).Next;
        var (lease, holding) = _full.Leases.First();
        _report = new SchedulerEvent.Reported(new ChunkProtocol.Report(
            holding.Worker, [], [new ChunkProtocol.ChunkFetched(lease, 100, new ChunkChecksum(ChunkChecksumAlgorithm.Crc32C, 0))], [], []));
        _oneFree = _full.On(_report, Now).Next;
    }

    [Benchmark]
    public ImmutableArray<object> Report() => _full.On(_report, Now).Effects.CastArray<object>();

    [Benchmark]
    public ImmutableArray<object> Grant() => _oneFree.On(new SchedulerEvent.GrantDue(), Now).Effects.CastArray<object>();
}

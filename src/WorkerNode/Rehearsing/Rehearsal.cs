using ActorDownloader.Messages;
using ActorDownloader.Messages.Serialization;
using ActorDownloader.WorkerNode.Fetching;
using ActorDownloader.WorkerNode.Leasing;
using ActorDownloader.WorkerNode.Storage;

namespace ActorDownloader.WorkerNode.Rehearsing;

/// <summary>
/// One lease from its grant to its report, without a coordinator, an origin and a file. A young process does it on another core while it
/// has to join: the code of a fetch is loaded and compiled then, and the first lease does not wait for that. Nothing of it leaves the
/// process.
/// </summary>
internal static class Rehearsal
{
    private static readonly HttpSettings Http = new(
        "ActorDownloader",
        Timeout.InfiniteTimeSpan,
        Timeout.InfiniteTimeSpan,
        Timeout.InfiniteTimeSpan,
        UseProxy: true,
        RehearsedOrigin.ObjectBytes,
        new PaceLimits(TimeSpan.MaxValue, TimeSpan.MaxValue, 0));

    /// <summary>Fulfils the lease. Never fails.</summary>
    /// <returns>The report on it, as it would reach the coordinator.</returns>
    public static async Task<ChunkProtocol.Report> RunAsync()
    {
        var worker = new WorkerState(new WorkerId(Guid.Empty), Slots: 1, JoinTimeout: TimeSpan.Zero);
        (worker, _) = worker.On(new WorkerEvent.Joined());
        var grant = OverTheWire(Grant);
        var order = new FetchOrder(grant.Transfers[0], grant.Transfers[0].Leases[0]);
        (worker, _) = worker.On(new WorkerEvent.Granted([order]));

        using var http = new HttpConnections(Http, static (_, _) => ValueTask.FromResult<Stream>(new RehearsedOrigin()));
        using var fetch = new RunningFetch(order, Http.Pace, TimeProvider.System);
        var outcome = await new ChunkFetcher(http, new Nowhere(), Http.UserAgent, new BufferPool(Http.BufferBytes), TimeProvider.System)
            .FetchAsync(fetch, discovered => (worker, _) = worker.On(new WorkerEvent.Discovered(discovered)));

        (worker, _) = worker.On(new WorkerEvent.FetchEnded(outcome));
        var (_, effects) = worker.On(new WorkerEvent.FlushDue());
        return OverTheWire(effects.OfType<WorkerEffect.SendReport>().Single().Report);
    }

    private static ByteRange Whole => new(0, RehearsedOrigin.ObjectBytes);

    private static ChunkProtocol.Grant Grant => new(
    [
        new ChunkProtocol.TransferLeases(
            new TransferId(Guid.Empty),
            new ObjectSource("http://127.0.0.1/bucket/key", [new RequestHeader("x-amz-date", "1")], ETag: null),
            "/file",
            ObjectLength: null,
            ChunkChecksumAlgorithm.Crc32C,
            [new ChunkProtocol.Lease(new LeaseNumber(1), 0, Whole, TimeSpan.FromDays(1), DiscoveryThreshold: 1)]),
    ]);

    private static T OverTheWire<T>(T message) where T : class => (T)WireFormat.Decode(WireFormat.Encode(message), Manifests.Of(message));

    private sealed class Nowhere : IDestination, IChunkSink
    {
        public IChunkSink Open(string path) => this;

        public void Write(long offset, ReadOnlySpan<byte> bytes)
        {
        }

        public void Dispose()
        {
        }
    }
}

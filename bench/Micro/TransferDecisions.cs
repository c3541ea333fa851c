using System.Collections.Immutable;
using ActorDownloader.Messages;
using ActorDownloader.Planning;
using ActorDownloader.Scheduling;
using ActorDownloader.Transfers;
using BenchmarkDotNet.Attributes;

namespace ActorDownloader.MicroBench;

/// <summary>What a transfer makes of a chunk that has come, half way through its object.</summary>
public class TransferDecisions
{
    private const long ChunkLength = 100;
    private static readonly ChunkChecksum Checksum = new(ChunkChecksumAlgorithm.Crc64Nvme, 0xAE8B14860A799888);
    private static readonly WorkerIdentity Worker = new(new WorkerId(Guid.NewGuid()), "bench", 1);

    private TransferState _inOrder = null!;
    private TransferState _everyOther = null!;

    [Params(10, 1000, 100_000)]
    public int Chunks { get; set; }

    [GlobalSetup]
    public void Begin()
    {
        var terms = new TransferTerms(
            null,
            null,
            null,
            ChecksumMode.Auto,
            false,
            new ChunkSizing(ChunkLength, ChunkLength, ChunkLength, ChunkSizing.MaxCount),
            new RetryPolicy(5, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10), 5));
        var facts = new ObjectFacts(Chunks * ChunkLength, "\"etag\"", null, [], ChunkChecksumAlgorithm.Crc64Nvme);
        TransferEvent[] beginning =
        [
            new TransferEvent.SourceSigned(1, new ObjectSource("https://bucket.example/key", [], "\"etag\""), TimeSpan.FromHours(1)),
            new TransferEvent.TemporaryCreated("/file"),
            new TransferEvent.Discovered(facts),
            new TransferEvent.Preallocated(),
        ];
        var begun = beginning.Aggregate(TransferState.Start(terms).State, Follow);
        _inOrder = Enumerable.Range(0, Chunks / 2).Select(Fetched).Aggregate(begun, Follow);
        _everyOther = Enumerable.Range(0, Chunks / 2).Select(i => Fetched(2 * i)).Aggregate(begun, Follow);
    }

    [Benchmark]
    public ImmutableArray<object> NextChunk() => _inOrder.On(Fetched(Chunks / 2), 0).Effects.CastArray<object>();

    /// <summary>As many gaps as there can be: what a run that goes on with the file of an earlier one may begin with.</summary>
    [Benchmark]
    public ImmutableArray<object> ChunkBetweenTwo() => _everyOther.On(Fetched(Between), 0).Effects.CastArray<object>();

    private int Between => (Chunks / 4 * 2) + 1;

    private static TransferState Follow(TransferState state, TransferEvent happened) => state.On(happened, 0).Next;

    private static TransferEvent Fetched(int index) => new TransferEvent.ChunkFetched(index, ChunkLength, Checksum, Worker);
}

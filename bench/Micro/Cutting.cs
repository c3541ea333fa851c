using ActorDownloader.Messages;
using ActorDownloader.Planning;
using BenchmarkDotNet.Attributes;

namespace ActorDownloader.MicroBench;

/// <summary>How an object is cut, and where one of its chunks lies.</summary>
public class Cutting
{
    private const long ObjectLength = 5L << 40;
    private readonly ChunkSizing _sizing = new(16 << 20, 8 << 20, 64 << 20, 2000);
    private readonly ChunkPlan _plan = ChunkPlan.For(ObjectLength, new ChunkSizing(16 << 20, 8 << 20, 64 << 20, 2000));

    [Benchmark]
    public int Cut() => ChunkPlan.For(ObjectLength, _sizing).Count;

    [Benchmark]
    public ByteRange RangeOf() => _plan.RangeOf(40_000);
}

using ActorDownloader.Checksums;
using BenchmarkDotNet.Attributes;

namespace ActorDownloader.MicroBench;

/// <summary>Two chunks' checksums made one.</summary>
public class Combining
{
    [Params(8L << 20, 8_765_432L)]
    public long SecondLength { get; set; }

    [Benchmark]
    public ulong Crc32C() => ChecksumAlgorithm.Crc32C.Combine(0x01234567, 0x89ABCDEF, SecondLength);

    [Benchmark]
    public ulong Crc64Nvme() => ChecksumAlgorithm.Crc64Nvme.Combine(0x0123456789ABCDEF, 0xFEDCBA9876543210, SecondLength);
}

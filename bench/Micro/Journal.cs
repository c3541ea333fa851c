using System.Buffers;
using ActorDownloader.Journaling;
using BenchmarkDotNet.Attributes;

namespace ActorDownloader.MicroBench;

/// <summary>A chunk's record, as it is appended.</summary>
public class Journal
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    [Benchmark]
    public int Append()
    {
        _bytes.ResetWrittenCount();
        JournalFormat.AddChunk(_bytes, new JournaledChunk(4711, 8 << 20, 0xAE8B14860A799888), 0x0123456789ABCDEF);
        return _bytes.WrittenCount;
    }
}

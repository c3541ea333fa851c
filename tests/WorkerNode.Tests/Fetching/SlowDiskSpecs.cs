using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ActorDownloader.Testing;
using ActorDownloader.WorkerNode.Storage;

namespace ActorDownloader.WorkerNode.Fetching;

/// <summary>A disk that is slower than the origin.</summary>
public sealed class SlowDiskSpecs
{
    private const int BufferBytes = 64 * 1024;
    private const int ChunkBytes = 64 * BufferBytes;
    private const int Fetches = 4;

    private static readonly HttpSettings Settings = new(
        "actor-downloader-specs", FetchBench.Patience, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), UseProxy: false, BufferBytes,
        new PaceLimits(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5), 1024));

    [Fact]
    public async Task What_the_disk_does_not_take_is_not_read_from_the_origin()
    {
        using var http = new HttpConnections(Settings);
        await using var origin = new RawOrigin(async exchange =>
        {
            await exchange.SendAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"HTTP/1.1 206 Partial Content\nContent-Range: bytes 0-{ChunkBytes - 1}/{ChunkBytes}\nContent-Length: {ChunkBytes}\n\n"));
            await exchange.SendAsync(new byte[ChunkBytes]);
        });
        using var disk = new HeldDisk();
        var clock = new ManualTimeProvider();
        var fetcher = new ChunkFetcher(http, disk, Settings.UserAgent, new BufferPool(BufferBytes), clock);
        var fetches = Enumerable.Range(1, Fetches)
            .Select(number => Orders.Ranged(origin.Url, "/f", 0, ChunkBytes, ChunkBytes, number: number))
            .Select(order => new RunningFetch(order, Settings.Pace, clock))
            .ToArray();
        var running = Array.ConvertAll(fetches, fetch => Task.Run(() => fetcher.FetchAsync(fetch, _ => { })));

        // Nothing is taken before all fetches have something to write, so they have all that they will ever have at once.
        await disk.WhenWaitingAsync(Fetches);
        Assert.All(fetches, fetch => Assert.Equal((FetchPhase.Writing, 0L), (fetch.Phase, fetch.BytesWritten)));

        // However long the disk takes, that is not the origin's fault, and no reason to ask it again.
        clock.Advance(Settings.Pace.StallTimeout * 3);
        Assert.All(fetches, fetch => Assert.True(fetch.LookIn()));
        clock.Advance(Settings.Pace.StallTimeout * 2);
        Assert.All(fetches, fetch => Assert.True(fetch.LookIn()));

        disk.Release();
        var outcomes = await Task.WhenAll(running).WaitAsync(FetchBench.Patience);

        Assert.All(outcomes, outcome => Assert.Equal(ChunkBytes, outcome.Fetched!.Length));
        Assert.Equal(Fetches * ChunkBytes, disk.BytesWritten);
        Assert.Equal(Fetches, disk.Buffers);
        Array.ForEach(fetches, fetch => fetch.Dispose());
    }

    /// <summary>Takes nothing before it is told to, and knows from how many buffers it was given bytes.</summary>
    private sealed class HeldDisk : IDestination, IDisposable
    {
        // Neither this nor a buffer of the pool ever moves, so how far one is from the other tells which buffer it is.
        private readonly byte[] _landmark = GC.AllocateArray<byte>(1, pinned: true);
        private readonly ConcurrentDictionary<nint, byte> _buffers = new();
        private readonly ManualResetEventSlim _released = new();
        private readonly SemaphoreSlim _waiting = new(0);
        private long _bytesWritten;

        public int Buffers => _buffers.Count;

        public long BytesWritten => Volatile.Read(ref _bytesWritten);

        public async Task WhenWaitingAsync(int writes)
        {
            for (var seen = 0; seen < writes; seen++)
            {
                Assert.True(await _waiting.WaitAsync(FetchBench.Patience), $"only {seen} writes came");
            }
        }

        public void Release() => _released.Set();

        public IChunkSink Open(string path) => new Sink(this);

        public void Dispose()
        {
            _waiting.Dispose();
            _released.Dispose();
        }

        private void Write(ReadOnlySpan<byte> bytes)
        {
            _buffers.TryAdd(Unsafe.ByteOffset(in _landmark[0], in MemoryMarshal.GetReference(bytes)), 0);
            _waiting.Release();
            _released.Wait();
            Interlocked.Add(ref _bytesWritten, bytes.Length);
        }

        private sealed class Sink(HeldDisk disk) : IChunkSink
        {
            public void Write(long offset, ReadOnlySpan<byte> bytes) => disk.Write(bytes);

            public void Dispose()
            {
            }
        }
    }
}

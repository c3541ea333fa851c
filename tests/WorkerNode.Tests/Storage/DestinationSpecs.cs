using ActorDownloader.Messages;
using ActorDownloader.WorkerNode.Fetching;

namespace ActorDownloader.WorkerNode.Storage;

public sealed class DestinationSpecs : IDisposable
{
    private const string Hello =
        "HTTP/1.1 206 Partial Content\nContent-Range: bytes 100-104/1000\nContent-Length: 5\nETag: \"v1\"\n\nhello";
    private readonly FetchBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_file_that_is_gone_is_missed_before_anything_is_asked_for_and_not_made_anew()
    {
        await using var origin = RawOrigin.Saying(Hello);
        File.Delete(_bench.Path);

        Assert.Equal(FetchFailureKind.DestinationMissing, await KindAsync(origin, _bench.Path));
        Assert.False(File.Exists(_bench.Path));
        Assert.Empty(origin.Requests);
    }

    [Fact]
    public async Task A_directory_that_is_gone_is_missed()
    {
        await using var origin = RawOrigin.Saying(Hello);

        Assert.Equal(FetchFailureKind.DestinationMissing, await KindAsync(origin, _bench.Path + ".d/file"));
    }

    [Fact]
    public async Task A_directory_in_the_files_place_is_denied()
    {
        await using var origin = RawOrigin.Saying(Hello);

        Assert.Equal(FetchFailureKind.DestinationDenied, await KindAsync(origin, Path.GetDirectoryName(_bench.Path)!));
    }

    [Fact]
    public async Task A_path_outside_of_the_roots_is_denied()
    {
        await using var origin = RawOrigin.Saying(Hello);
        var elsewhere = new FileDestination(AllowedRoots.Of([_bench.Path + ".d"]), FetchBench.Guard);

        Assert.Equal(FetchFailureKind.DestinationDenied, await KindAsync(origin, _bench.Path, elsewhere));
        Assert.Empty(origin.Requests);
    }

    // The device that is always full.
    [Fact]
    public async Task A_full_disk_is_typed()
    {
        if (!File.Exists("/dev/full"))
            return;
        await using var origin = RawOrigin.Saying(Hello);

        Assert.Equal(FetchFailureKind.DestinationFull, await KindAsync(origin, "/dev/full"));
    }

    [Theory]
    [InlineData(28, FetchFailureKind.DestinationFull)]
    [InlineData(122, FetchFailureKind.DestinationFull)]
    [InlineData(30, FetchFailureKind.DestinationDenied)]
    [InlineData(5, FetchFailureKind.DestinationFailed)]
    public async Task An_error_of_a_write_is_the_files_and_not_the_origins(int error, FetchFailureKind kind)
    {
        await using var origin = RawOrigin.Saying(Hello);

        Assert.Equal(kind, await KindAsync(origin, _bench.Path, new FailingDestination(error)));
    }

    private async Task<FetchFailureKind> KindAsync(RawOrigin origin, string path, IDestination? destination = null) =>
        (await _bench.FailAsync(Orders.Ranged(origin.Url, path, 100, 105), destination)).Kind;

    private sealed class FailingDestination(int error) : IDestination, IChunkSink
    {
        public IChunkSink Open(string path) => this;

        public void Write(long offset, ReadOnlySpan<byte> bytes) => throw new IOException("The disk failed.", error);

        public void Dispose()
        {
        }
    }
}

using ActorDownloader.Messages;
using ActorDownloader.Testing;
using ActorDownloader.WorkerNode.Storage;

namespace ActorDownloader.WorkerNode.Fetching;

/// <summary>A fetcher with a real file and real connections, and time that a spec moves.</summary>
internal sealed class FetchBench : IDisposable
{
    /// <summary>Limit for facts that come at once unless something is broken.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>One that leaves the thread pool as it is.</summary>
    public static readonly SlowDiskGuard Guard = new(int.MaxValue, slots: 16, TimeProvider.System, () => { });

    private static readonly HttpSettings Settings = new(
        "actor-downloader-specs", Patience, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), UseProxy: false, BufferBytes: 64 * 1024,
        new PaceLimits(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5), 1024));

    private readonly HttpConnections _http = new(Settings);
    private readonly string _directory = Directory.CreateTempSubdirectory("worker-node-").FullName;
    private readonly List<RunningFetch> _fetches = [];

    public FetchBench()
    {
        Path = System.IO.Path.Combine(_directory, "file.tmp");
        File.WriteAllBytes(Path, new byte[FileLength]);
    }

    public const int FileLength = 1000;

    public string Path { get; }

    public ManualTimeProvider Clock { get; } = new();

    public List<ChunkProtocol.ObjectDiscovered> Discovered { get; } = [];

    /// <summary>What the file holds, with dots for bytes that were never written.</summary>
    public string Content => System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(Path)).Replace('\0', '.');

    public RunningFetch Begin(FetchOrder order)
    {
        var fetch = new RunningFetch(order, Settings.Pace, Clock);
        _fetches.Add(fetch);
        return fetch;
    }

    public Task<FetchOutcome> RunAsync(RunningFetch fetch, IDestination? destination = null) =>
        new ChunkFetcher(
            _http,
            destination ?? new FileDestination(AllowedRoots.Anywhere, Guard),
            Settings.UserAgent,
            new BufferPool(Settings.BufferBytes),
            Clock)
            .FetchAsync(fetch, Discovered.Add).WaitAsync(Patience);

    public Task<FetchOutcome> RunAsync(FetchOrder order, IDestination? destination = null) => RunAsync(Begin(order), destination);

    /// <summary>The failure that a lease ends in.</summary>
    public async Task<FetchFailure> FailAsync(FetchOrder order, IDestination? destination = null)
    {
        var outcome = await RunAsync(order, destination);
        Assert.Null(outcome.Fetched);
        Assert.Equal(order.Lease.Number, outcome.Failed!.Lease);
        return outcome.Failed.Failure;
    }

    public void Dispose()
    {
        _fetches.ForEach(fetch => fetch.Dispose());
        _http.Dispose();
        Directory.Delete(_directory, recursive: true);
    }
}

using ActorDownloader.LoopbackOrigin.Content;
using ActorDownloader.LoopbackOrigin.Faults;

namespace ActorDownloader.EndToEnd;

/// <summary>A download of eight chunks that stands still at a known point, for a test to do something meanwhile.</summary>
internal sealed class HeldDownload
{
    private const long MiB = 1 << 20;

    /// <summary>How long the object is.</summary>
    public const long Length = 8 * MiB;

    /// <summary>Its chunks, and how many of them at most are asked for at once.</summary>
    public const int Chunks = 8;

    private readonly Engine _engine;
    private readonly string _name;
    private readonly Gate _gate = new();

    private HeldDownload(Engine engine, string name) => (_engine, _name) = (engine, name);

    public ObjectContent Content { get; private init; } = null!;

    public Transfer Transfer { get; private set; } = null!;

    /// <summary>The one temporary file beside the destination.</summary>
    public string TemporaryPath => Directory.GetFiles(Path.GetDirectoryName(_engine.At(_name))!, "*.actordl").Single();

    /// <summary>Options with so many requests at once that the download can be held where a test wants it.</summary>
    public static DownloaderOptions Options(DownloaderOptions options, int slots, string config = "") => options with
    {
        MultipartThreshold = MiB,
        MultipartChunkSize = MiB,
        MaxRequestProcesses = 1,
        RequestSlots = slots,
        Config = $"actor-downloader.transfer.retry {{ min-backoff = 1ms, max-backoff = 2ms }}\n{config}",
    };

    /// <summary>Begins it, with an old file in its destination, and returns when some chunks have come and others are held.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="name">The destination.</param>
    /// <param name="come">How many chunks come before.</param>
    /// <param name="held">How many requests wait; with all that are left, the download needs nothing more than their answers.</param>
    public static async Task<HeldDownload> BeginAsync(Engine engine, string name, int come, int held)
    {
        await File.WriteAllTextAsync(engine.At(name), "old");
        var download = new HeldDownload(engine, name) { Content = engine.Put("object", Length) };
        engine.Origin.Faults.Add(new FaultRule(new FaultAction.WaitAt(download._gate)) { Skip = come });
        var progress = new ProgressRecorder();
        download.Transfer = engine.Download("object", name, request => request with { Progress = progress });
        await download._gate.WhenReachedAsync(held).WaitAsync(TimeSpan.FromMinutes(1));
        await progress.WhenAsync(p => p.Workers.Sum(worker => worker.Bytes) == come * MiB);
        return download;
    }

    /// <summary>Lets it go on.</summary>
    public void GoOn() => _gate.Open();

    /// <summary>Lets it go on, to its failure, after which nobody works for it any more.</summary>
    public async Task<DownloadException> FailAsync()
    {
        GoOn();
        var failure = await Assert.ThrowsAsync<DownloadException>(() => Transfer.Completion.InTimeAsync());
        await Eventually.IsTrueAsync(() => _engine.Origin.Gauges.ActiveRequests == 0, "every request in flight was aborted");
        return failure;
    }

    /// <summary>The same request again, which now completes.</summary>
    public async Task<DownloadResult> AgainAsync(string? name = null)
    {
        var result = await _engine.Download("object", name ?? _name).Completion.InTimeAsync();
        Assert.Null(await ContentVerifier.FirstDifferenceAsync(_engine.At(name ?? _name), Content));
        return result;
    }
}

using ActorDownloader.LoopbackOrigin;
using ActorDownloader.LoopbackOrigin.Content;
using ActorDownloader.LoopbackOrigin.Objects;

namespace ActorDownloader.EndToEnd;

/// <summary>A downloader with real worker processes, an origin of ours and an empty directory, for one test.</summary>
public sealed class Engine : IAsyncDisposable
{
    public const string Bucket = "bucket";

    private Engine(S3LoopbackOrigin origin, Downloader downloader, string directory) =>
        (Origin, Downloader, DirectoryPath) = (origin, downloader, directory);

    public S3LoopbackOrigin Origin { get; }

    public Downloader Downloader { get; }

    public string DirectoryPath { get; }

    /// <summary>All names in the directory.</summary>
    public IReadOnlyList<string> Files =>
        [.. Directory.GetFileSystemEntries(DirectoryPath).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    /// <param name="change">What is to be different from the least that works.</param>
    /// <param name="directory">An empty directory; null for a new one.</param>
    /// <param name="originTime">The origin's clock; null for the machine's.</param>
    public static async Task<Engine> StartAsync(
        Func<DownloaderOptions, DownloaderOptions>? change = null, string? directory = null, TimeProvider? originTime = null)
    {
        var origin = await S3LoopbackOrigin.StartAsync(new S3LoopbackOriginOptions { Time = originTime ?? TimeProvider.System });
        var options = new DownloaderOptions
        {
            MaxRequestProcesses = 2,
            S3 = new S3Options { EndpointUrl = origin.Uri.ToString(), Anonymous = true }
        };
        var downloader = await Downloader.StartAsync(change?.Invoke(options) ?? options);
        return new Engine(origin, downloader, directory ?? Directory.CreateTempSubdirectory("actordl-e2e-").FullName);
    }

    public string At(string name) => Path.Combine(DirectoryPath, name);

    /// <summary>Puts an object of generated content.</summary>
    public ObjectContent Put(string key, long length, ulong seed = 1, Func<ObjectDefinition, ObjectDefinition>? change = null)
    {
        var content = ObjectContent.Generated(seed, length);
        var definition = new ObjectDefinition(content) { ETag = $"\"{seed}-{length}\"" };
        Origin.Objects.Put(Bucket, key, change?.Invoke(definition) ?? definition);
        return content;
    }

    public Transfer Download(
        string key, string name, Func<DownloadRequest, DownloadRequest>? change = null, CancellationToken cancellationToken = default)
    {
        var request = new DownloadRequest(Bucket, key, At(name));
        return Downloader.Download(change?.Invoke(request) ?? request, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Downloader.ShutdownAsync(cancelled.Token);
        await Origin.DisposeAsync();
        Directory.Delete(DirectoryPath, recursive: true);
    }
}

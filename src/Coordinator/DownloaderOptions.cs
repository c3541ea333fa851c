namespace ActorDownloader;

/// <summary>
/// How a downloader works. What is null is taken from <see cref="Config"/> and then from the reference configuration
/// (<c>hocon/reference.conf</c>), which documents each setting: what it means, its default and what follows from it.
/// </summary>
public sealed record DownloaderOptions
{
    /// <summary>
    /// An object of at least this many bytes is fetched in several chunks; 1 or more.
    /// <value>actor-downloader.transfer.multipart-threshold</value>
    /// </summary>
    public long? MultipartThreshold { get; init; }

    /// <summary>
    /// The length of a chunk in bytes, from 64 KiB to 5 GiB; grows for very large objects.
    /// <value>actor-downloader.transfer.multipart-chunk-size</value>
    /// </summary>
    public long? MultipartChunkSize { get; init; }

    /// <summary>
    /// How many worker processes may be started on this host; 0 for none, where workers are started by hand; at most 256.
    /// <value>actor-downloader.local-workers.max-request-processes</value>
    /// </summary>
    public int? MaxRequestProcesses { get; init; }

    /// <summary>
    /// How many requests one worker process has in flight at most, from 1 to 1024. <value>actor-downloader.worker.slots</value>
    /// </summary>
    public int? RequestSlots { get; init; }

    /// <summary>
    /// How many requests all workers together have in flight at most, from 1 to 100000; how many they do have is found by trying.
    /// <value>actor-downloader.scheduler.window.max</value>
    /// </summary>
    public int? MaxConcurrency { get; init; }

    /// <summary>Where S3 is and who asks. <value>actor-downloader.s3</value></summary>
    public S3Options S3 { get; init; } = new();

    /// <summary>HOCON laid over the reference configuration; the properties above win over it.</summary>
    public string? Config { get; init; }

    /// <summary>
    /// The worker executable (<c>actordl-worker</c>, or its <c>.dll</c>); null to look beside the application.
    /// <value>actor-downloader.local-workers.executable</value>
    /// </summary>
    public string? WorkerExecutable { get; init; }

    /// <summary>The clock. Tests give their own.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}

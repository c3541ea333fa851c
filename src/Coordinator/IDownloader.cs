namespace ActorDownloader;

/// <summary>
/// Brings S3 objects into files. What an application depends on; <see cref="Downloader"/> is the engine. Safe from any thread.
/// </summary>
public interface IDownloader : IAsyncDisposable
{
    /// <summary>Where workers started by hand join: <c>actordl worker --join ADDRESS</c>.</summary>
    string Address { get; }

    /// <summary>Starts a download and returns at once: nothing is read or sent on the caller's thread.</summary>
    /// <param name="request">What to fetch and where to put it.</param>
    /// <param name="cancellationToken">Cancels the download as <see cref="Transfer.Cancel"/> does.</param>
    /// <exception cref="ArgumentException">The request is incomplete or contradicts itself; nothing was started.</exception>
    /// <exception cref="ObjectDisposedException">The downloader was shut down.</exception>
    Transfer Download(DownloadRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes no more downloads, waits until every one has ended, then ends worker processes and actor system. Repeated calls wait for the
    /// same end.
    /// </summary>
    /// <param name="cancellationToken">
    /// Cancels the downloads that have not ended; the end is waited for all the same, and comes soon.
    /// </param>
    Task ShutdownAsync(CancellationToken cancellationToken = default);
}

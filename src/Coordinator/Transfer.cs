using ActorDownloader.Messages;

namespace ActorDownloader;

/// <summary>
/// A download under way. Safe from any thread. Its <see cref="Completion"/> always ends: with the result, with a
/// <see cref="DownloadException"/>, or as cancelled; also when the downloader is disposed or its actor system dies.
/// </summary>
public sealed class Transfer
{
    private readonly TaskCompletionSource<DownloadResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<TransferId> _cancel;
    private readonly Action<TransferId> _pause;
    private long _bytesKept;

    internal Transfer(
        TransferMeta meta,
        DownloadRequest request,
        long startedAt,
        Action<TransferId> cancel,
        Action<TransferId> pause,
        CancellationToken cancellationToken)
    {
        Meta = meta;
        Request = request;
        StartedAt = startedAt;
        CancellationToken = cancellationToken;
        _cancel = cancel;
        _pause = pause;
    }

    /// <summary>What the transfer was started with.</summary>
    public TransferMeta Meta { get; }

    /// <summary>
    /// Ends once. With the result after the file stands under its name; faulted with a <see cref="DownloadException"/>, or cancelled,
    /// after what was written has been removed, or is kept (<see cref="BytesKept"/>). Continuations never run on an engine thread.
    /// </summary>
    public Task<DownloadResult> Completion => _completion.Task;

    /// <summary>Whether <see cref="Completion"/> has ended, in whatever way.</summary>
    public bool IsDone => _completion.Task.IsCompleted;

    /// <summary>
    /// How many bytes were left beside the destination, so that the same request again goes on from there. More than 0 only after
    /// <see cref="Completion"/> has ended otherwise than with a result, by <see cref="Pause"/> or with
    /// <see cref="DownloadRequest.KeepPartial"/>, or where an earlier run's bytes could not be used just now.
    /// </summary>
    public long BytesKept
    {
        get => Interlocked.Read(ref _bytesKept);
        internal set => Interlocked.Exchange(ref _bytesKept, value);
    }

    /// <summary>The request with the destination's full path.</summary>
    internal DownloadRequest Request { get; }

    /// <summary>A timestamp of the downloader's clock.</summary>
    internal long StartedAt { get; }

    internal CancellationToken CancellationToken { get; }

    /// <summary>
    /// Asks for the end. Returns at once; requests in flight are aborted, then <see cref="Completion"/> ends as cancelled.
    /// Does nothing to a transfer that has ended, and may come too late for one whose file is being put in its place.
    /// </summary>
    public void Cancel()
    {
        if (!IsDone)
        {
            _cancel(Meta.TransferId);
        }
    }

    /// <summary>
    /// Asks for the end as <see cref="Cancel"/> does, and keeps what has come: the same request again goes on from there, in this process
    /// or another. Of an object of a single chunk, or one without an ETag, there is nothing that could be kept.
    /// </summary>
    public void Pause()
    {
        if (!IsDone)
        {
            _pause(Meta.TransferId);
        }
    }

    internal bool TryComplete(DownloadResult result) => _completion.TrySetResult(result);

    internal bool TryFail(DownloadException failure) => _completion.TrySetException(failure);

    /// <summary>Names the caller's token as the cause where it was.</summary>
    internal bool TryCancel() =>
        _completion.TrySetCanceled(CancellationToken.IsCancellationRequested ? CancellationToken : new CancellationToken(canceled: true));
}

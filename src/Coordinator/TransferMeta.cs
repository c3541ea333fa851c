using System.Collections.Concurrent;
using ActorDownloader.Messages;

namespace ActorDownloader;

/// <summary>What a transfer was started with. Safe from any thread.</summary>
public sealed class TransferMeta
{
    private ConcurrentDictionary<string, object?>? _userContext;

    internal TransferMeta(TransferId transferId, DownloadRequest callArgs)
    {
        TransferId = transferId;
        CallArgs = callArgs;
    }

    /// <summary>The transfer's name in logs and on the wire.</summary>
    public TransferId TransferId { get; }

    /// <summary>The request as it was given.</summary>
    public DownloadRequest CallArgs { get; }

    /// <summary>The caller's own notes; empty at first, never read by the engine.</summary>
    public ConcurrentDictionary<string, object?> UserContext => LazyInitializer.EnsureInitialized(ref _userContext);
}

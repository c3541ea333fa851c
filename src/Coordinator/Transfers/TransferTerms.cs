using ActorDownloader.Planning;

namespace ActorDownloader.Transfers;

/// <summary>What a transfer was asked for and under which rules it runs; never changes.</summary>
internal sealed record TransferTerms(
    string? VersionId,
    string? ExpectedETag,
    long? ExpectedLength,
    ChecksumMode ChecksumMode,
    bool ETagIsMd5,
    ChunkSizing Sizing,
    RetryPolicy Retry)
{
    /// <summary>How long a transfer waits for workers that may still write to its file, before it publishes a copy.</summary>
    public TimeSpan FenceWait { get; init; }

    /// <summary>Whether a transfer that fails or is cancelled leaves what it has for a later run.</summary>
    public bool KeepPartial { get; init; }
}

using System.Collections.Immutable;

namespace ActorDownloader;

/// <summary>What a completed download brought. The file stands under its name when this exists.</summary>
/// <param name="Bytes">The object's length.</param>
/// <param name="ETag">The ETag of the version that every byte came from, quotes included; null where the origin gives none.</param>
/// <param name="VersionId">S3's id of that version; null in a bucket without versions.</param>
/// <param name="Elapsed">From the call to the file.</param>
/// <param name="Requests">How many requests were sent to the origin.</param>
/// <param name="Retries">How many of them repeated an earlier one.</param>
/// <param name="Validation">What was proven about the bytes.</param>
/// <param name="Workers">Who fetched how much.</param>
public sealed record DownloadResult(
    long Bytes,
    string? ETag,
    string? VersionId,
    TimeSpan Elapsed,
    int Requests,
    int Retries,
    ObjectValidation Validation,
    ImmutableArray<WorkerShare> Workers)
{
    /// <summary>What was taken over from an earlier run.</summary>
    public Resumption Resumption { get; init; } = new(0, null);

    /// <summary>
    /// How many chunks were fetched a second time beside a first that was slow (<c>actor-downloader.scheduler.hedging</c>).
    /// </summary>
    public int Hedges { get; init; }

    /// <summary>How many bytes came twice for it, as far as was reported.</summary>
    public long HedgedBytes { get; init; }

    /// <summary>
    /// Chunks, counted from 0, whose bytes were found wrong after they had come, and that were fetched again: the object's checksum told
    /// that something was wrong, and the file, or what came the second time, which it was. Empty where all was right the first time.
    /// </summary>
    public ImmutableArray<int> DamagedChunks { get; init; } = [];

    /// <summary>
    /// How often all was fetched anew: the bytes were not those of the object's checksum, or the object was overwritten on the way.
    /// </summary>
    public int Restarts { get; init; }
}

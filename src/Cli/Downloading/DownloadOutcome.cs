namespace ActorDownloader.Cli.Downloading;

/// <summary>How a download ended.</summary>
internal abstract record DownloadOutcome
{
    private DownloadOutcome()
    {
    }

    /// <summary>The file is there.</summary>
    public sealed record Completed(DownloadResult Result) : DownloadOutcome;

    /// <summary>It is not. Most often a <see cref="DownloadException"/>.</summary>
    /// <param name="Cause">Why.</param>
    /// <param name="BytesKept">Bytes that the same command can go on from.</param>
    public sealed record Failed(Exception Cause, long BytesKept = 0) : DownloadOutcome;

    /// <summary>A signal asked for the end.</summary>
    /// <param name="IsCleanedUp">
    /// Whether everything that was written has been removed, or kept as it was asked; false when that took too long.
    /// </param>
    /// <param name="BytesKept">Bytes that the same command can go on from.</param>
    public sealed record Cancelled(bool IsCleanedUp, long BytesKept = 0) : DownloadOutcome;
}

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
    public sealed record Failed(Exception Cause) : DownloadOutcome;

    /// <summary>A signal asked for the end.</summary>
    /// <param name="IsCleanedUp">Whether everything that was written has been removed; false when that took too long.</param>
    public sealed record Cancelled(bool IsCleanedUp) : DownloadOutcome;
}

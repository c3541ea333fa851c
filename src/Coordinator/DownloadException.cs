namespace ActorDownloader;

/// <summary>
/// A download that ended without its file. Nothing was left under the destination's name, and what had been there still is.
/// The first failure of a transfer is the one reported; what it was caused by is in <see cref="Exception.InnerException"/> where there is
/// an exception.
/// </summary>
public sealed class DownloadException : Exception
{
    internal DownloadException(DownloadErrorKind kind, string message, DownloadRequest request, Exception? cause = null)
        : base($"{message} (s3://{request.Bucket}/{request.Key} to {request.Path})", cause)
    {
        Kind = kind;
        Bucket = request.Bucket;
        Key = request.Key;
        Path = request.Path;
    }

    /// <summary>Why it failed.</summary>
    public DownloadErrorKind Kind { get; }

    /// <summary>The object's bucket.</summary>
    public string Bucket { get; }

    /// <summary>The object's key.</summary>
    public string Key { get; }

    /// <summary>The destination.</summary>
    public string Path { get; }

    /// <summary>The status of the origin's answer; null where it was not an answer that failed the download.</summary>
    public int? HttpStatus { get; internal init; }

    /// <summary>S3's error code, such as <c>NoSuchKey</c>, where the answer held one.</summary>
    public string? ErrorCode { get; internal init; }

    /// <summary>The origin's id of the failed request, where it gave one.</summary>
    public string? RequestId { get; internal init; }
}

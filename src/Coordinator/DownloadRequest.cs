namespace ActorDownloader;

/// <summary>One object to bring into one file. Immutable; may be used again.</summary>
/// <param name="Bucket">The bucket's name.</param>
/// <param name="Key">The object's key, as it is: not URL-encoded.</param>
/// <param name="Path">
/// The destination file. A relative path is taken from the current directory at the call. Its directory must exist;
/// an existing file is replaced whole when the download has succeeded, and only then.
/// </param>
public sealed record DownloadRequest(string Bucket, string Key, string Path)
{
    /// <summary>The version to fetch; null for the current one.</summary>
    public string? VersionId { get; init; }

    /// <summary>
    /// The object's length in bytes, if known; 0 or more. An object of another length is an error
    /// (<see cref="DownloadErrorKind.SizeMismatch"/>), never a padded or cut file.
    /// </summary>
    public long? ExpectedSize { get; init; }

    /// <summary>
    /// The ETag that the object must have, quotes included, if known; another one is <see cref="DownloadErrorKind.ObjectChanged"/>.
    /// </summary>
    public string? ExpectedETag { get; init; }

    /// <summary>The customer's key that the object was stored with (SSECustomerAlgorithm, SSECustomerKey, SSECustomerKeyMD5).</summary>
    public SseCustomerKey? SseCustomerKey { get; init; }

    /// <summary>Accepts the charges of a requester-pays bucket (RequestPayer = requester).</summary>
    public bool RequestPayer { get; init; }

    /// <summary>The account that must own the bucket: twelve digits. S3 answers 403 where another one does.</summary>
    public string? ExpectedBucketOwner { get; init; }

    /// <summary>
    /// Whether to go on where an earlier run of the same request (bucket, key, version, endpoint, destination) ended, if its bytes are
    /// still there and the object is still the same. False removes what that run left and begins anew.
    /// </summary>
    public bool Resume { get; init; } = true;

    /// <summary>
    /// Whether a download that fails or is cancelled leaves what it has beside the destination, so that the same request goes on from
    /// there. Otherwise everything is removed. <see cref="Transfer.Pause"/> is the same for one moment.
    /// </summary>
    public bool KeepPartial { get; init; }

    /// <summary>
    /// How much proof of the bytes is asked for; null for the configured mode (<c>actor-downloader.transfer.checksum-mode</c>).
    /// </summary>
    public ChecksumMode? ChecksumMode { get; init; }

    /// <summary>
    /// Whether an ETag of 32 hexadecimal digits is the MD5 of the bytes, to be compared where the origin reports no checksum; null for what
    /// is configured (<c>actor-downloader.transfer.etag-is-md5</c>). True for objects of one PUT that are stored plain or under S3's own
    /// keys; an object under a KMS key fails with <see cref="DownloadErrorKind.ChecksumMismatch"/> then.
    /// </summary>
    public bool? ETagIsMd5 { get; init; }

    /// <summary>
    /// How often the download begins anew because the object was overwritten on the way; null for what is configured
    /// (<c>actor-downloader.transfer.retry.restarts-on-change</c>). 0 to 100. A request that names its version or ETag never does.
    /// </summary>
    public int? RestartsOnChange { get; init; }

    /// <summary>
    /// Which transfers go first: of those that wait, the ones with the highest number; equals share. Any number; 0 unless said otherwise.
    /// </summary>
    public int Priority { get; init; }

    /// <summary>
    /// Told about progress at a bounded rate (<c>actor-downloader.transfer.progress-interval</c>) and once more when the file is there.
    /// It is called on an engine thread, one call at a time: return soon. What it throws is logged and changes nothing.
    /// </summary>
    public IProgress<DownloadProgress>? Progress { get; init; }
}

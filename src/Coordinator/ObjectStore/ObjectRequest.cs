namespace ActorDownloader.ObjectStore;

/// <summary>One object to read, and everything that goes into each request for it. A value, checked when it is made.</summary>
/// <exception cref="ArgumentException">A member is not what S3 can take; the message says what was given and what is expected.</exception>
internal sealed record ObjectRequest
{
    public ObjectRequest(
        string bucket,
        string key,
        string? versionId = null,
        SseCustomerKey? sse = null,
        bool requestPayer = false,
        string? expectedBucketOwner = null,
        bool checksumMode = false)
    {
        Bucket = ObjectName.RequireBucket(bucket);
        Key = ObjectName.RequireKey(key);
        VersionId = versionId is null ? null : ObjectName.RequireVersionId(versionId);
        Sse = sse;
        RequestPayer = requestPayer;
        ExpectedBucketOwner = expectedBucketOwner is null ? null : ObjectName.RequireAccount(expectedBucketOwner);
        ChecksumMode = checksumMode;
    }

    /// <summary>A bucket's name or an access point's ARN.</summary>
    public string Bucket { get; }

    /// <summary>The key as S3 stores it, not encoded.</summary>
    public string Key { get; }

    public string? VersionId { get; }

    public SseCustomerKey? Sse { get; }

    /// <summary>Whether the caller accepts the charges.</summary>
    public bool RequestPayer { get; }

    public string? ExpectedBucketOwner { get; }

    /// <summary>The part whose length is asked for with HEAD, from 1; null to read the object with GET.</summary>
    public int? PartNumber { get; init; }

    /// <summary>Whether S3 is to report the object's checksum.</summary>
    public bool ChecksumMode { get; }
}

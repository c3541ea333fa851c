namespace ActorDownloader.Cli.Values;

/// <summary>
/// The address of an object: <c>s3://BUCKET/KEY</c>. The key is everything after the bucket, as it is: nothing in it is decoded.
/// </summary>
internal sealed record S3Uri(string Bucket, string Key)
{
    private const string Scheme = "s3://";

    /// <exception cref="UsageException">It is no such address.</exception>
    public static S3Uri Parse(string text)
    {
        if (!text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            throw new UsageException($"'{text}' is not the address of an object: s3://BUCKET/KEY is expected.");
        }

        var name = text[Scheme.Length..];
        var bucketLength = BucketLengthOf(name);
        if (bucketLength == 0)
        {
            throw new UsageException($"'{text}' names no bucket: s3://BUCKET/KEY is expected.");
        }

        return bucketLength < name.Length - 1
            ? new S3Uri(name[..bucketLength], name[(bucketLength + 1)..])
            : throw new UsageException($"'{text}' names a bucket and no object in it: s3://BUCKET/KEY is expected.");
    }

    public override string ToString() => $"{Scheme}{Bucket}/{Key}";

    /// <summary>
    /// A bucket has no slash, but the ARN of an access point may have one: <c>arn:aws:s3:REGION:ACCOUNT:accesspoint/NAME</c>.
    /// </summary>
    private static int BucketLengthOf(string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0
            && name.StartsWith("arn:", StringComparison.Ordinal)
            && name.AsSpan(0, slash).EndsWith(":accesspoint", StringComparison.Ordinal))
        {
            slash = name.IndexOf('/', slash + 1);
        }

        return slash < 0 ? name.Length : slash;
    }
}

namespace ActorDownloader.ObjectStore.Endpoints;

/// <summary>Where a bucket's objects are, and what their requests are signed for.</summary>
/// <param name="Scheme"><c>http</c> or <c>https</c>.</param>
/// <param name="Host">The value of <c>Host</c>, port included where it goes out.</param>
/// <param name="Path">What comes before the slash before the key; encoded, without a slash at its end.</param>
/// <param name="Region">The region to sign for.</param>
/// <param name="Service">The service to sign for.</param>
internal sealed record BucketEndpoint(string Scheme, string Host, string Path, string Region, string Service = BucketEndpoint.S3)
{
    public const string S3 = "s3";
}

namespace ActorDownloader.ObjectStore.Aws;

/// <summary>Where a URL names the bucket.</summary>
internal enum AddressingStyle
{
    /// <summary>In the host for AWS, in the path for an endpoint of one's own, as the AWS command line does it.</summary>
    Auto = 0,

    /// <summary>In the path: <c>https://host/bucket/key</c>.</summary>
    Path = 1,

    /// <summary>In the host, <c>https://bucket.host/key</c>, where the name can be a host's.</summary>
    Virtual = 2,
}

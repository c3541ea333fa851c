using System.Collections.Concurrent;
using ActorDownloader.ObjectStore.Aws;

namespace ActorDownloader.ObjectStore.Endpoints;

/// <summary>
/// Finds a bucket's endpoint. What nearly everybody has, an endpoint of one's own or a bucket in a commercial region, is answered here;
/// the rest (ARNs, directory buckets, other partitions, FIPS, dual stack) by the rules of the SDK, which take 85 ms to load.
/// Any thread may ask.
/// </summary>
internal sealed class EndpointResolver(AwsConfiguration configuration)
{
    // A bound for callers that invent buckets; reached, everything is found again.
    private const int MaxRemembered = 10_000;

    private readonly ConcurrentDictionary<string, BucketEndpoint> _endpoints = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _regions = new(StringComparer.Ordinal);

    /// <summary>
    /// Where all buckets' names count: the server's address, or <c>aws</c>, in which a bucket may move to another region.
    /// </summary>
    public string Authority { get; } = configuration.Endpoint is { } server
        ? $"{server.Scheme}://{EndpointUrl.HostHeader(server)}{server.AbsolutePath.TrimEnd('/')}"
        : "aws";

    /// <summary>Whether it is reached over TLS; AWS is.</summary>
    public bool IsTls { get; } = configuration.Endpoint is null || configuration.Endpoint.Scheme == Uri.UriSchemeHttps;

    /// <summary>The bucket's endpoint, if it was found before.</summary>
    public BucketEndpoint? Known(string bucket) => _endpoints.GetValueOrDefault(bucket);

    /// <param name="bucket">A name or an ARN.</param>
    /// <param name="instanceRegion">Where this machine is, if it knows: the last resort before <see cref="RegionName.Default"/>.</param>
    /// <exception cref="ObjectStoreException">There is no address for it.</exception>
    public BucketEndpoint Resolve(string bucket, string? instanceRegion)
    {
        if (_endpoints.TryGetValue(bucket, out var known))
        {
            return known;
        }

        if (_endpoints.Count >= MaxRemembered)
        {
            _endpoints.Clear();
        }

        var region = _regions.GetValueOrDefault(bucket) ?? configuration.Region ?? instanceRegion ?? RegionName.Default;
        return _endpoints[bucket] = Find(bucket, region);
    }

    /// <summary>Remembers that the bucket lives in another region than was asked.</summary>
    /// <returns>Whether that changes anything.</returns>
    public bool Move(string bucket, string region)
    {
        if (!RegionName.IsValid(region) || ObjectName.IsArn(bucket))
        {
            return false;
        }

        if (_endpoints.TryGetValue(bucket, out var known) ? known.Region == region : _regions.GetValueOrDefault(bucket) == region)
        {
            return false;
        }

        if (_regions.Count >= MaxRemembered)
        {
            _regions.Clear();
        }

        _regions[bucket] = region;
        _endpoints.TryRemove(bucket, out _);
        return true;
    }

    private BucketEndpoint Find(string bucket, string region)
    {
        var isOrdinary = !ObjectName.IsArn(bucket) && !bucket.Contains("--", StringComparison.Ordinal)
            && !configuration.UseFips && !configuration.UseDualStack;
        if (isOrdinary && configuration.Endpoint is { } endpoint)
        {
            return OfServer(endpoint, bucket, region);
        }

        return isOrdinary && RegionName.IsCommercial(region)
            ? OfAws(bucket, region)
            : SdkEndpointRules.Resolve(configuration, bucket, region);
    }

    private BucketEndpoint OfAws(string bucket, string region)
    {
        var host = $"s3.{region}.amazonaws.com";
        return configuration.AddressingStyle is not AddressingStyle.Path && CanBeHost(bucket, Uri.UriSchemeHttps)
            ? new BucketEndpoint(Uri.UriSchemeHttps, $"{bucket}.{host}", "", region)
            : new BucketEndpoint(Uri.UriSchemeHttps, host, "/" + bucket, region);
    }

    private BucketEndpoint OfServer(Uri endpoint, string bucket, string region)
    {
        var host = EndpointUrl.HostHeader(endpoint);
        var path = endpoint.AbsolutePath.TrimEnd('/');
        var isVirtual = configuration.AddressingStyle is AddressingStyle.Virtual
            && endpoint.HostNameType is UriHostNameType.Dns && CanBeHost(bucket, endpoint.Scheme);
        return isVirtual
            ? new BucketEndpoint(endpoint.Scheme, $"{bucket}.{host}", path, region)
            : new BucketEndpoint(endpoint.Scheme, host, $"{path}/{bucket}", region);
    }

    // S3's wildcard certificate covers one label, so a name with dots cannot be part of the host under TLS. One without letters could be
    // taken for an address.
    private static bool CanBeHost(string bucket, string scheme)
    {
        if (bucket.Length is < 3 or > 63)
        {
            return false;
        }

        if (!bucket.Contains('.', StringComparison.Ordinal))
        {
            return RegionName.IsValid(bucket);
        }

        return scheme != Uri.UriSchemeHttps
            && Array.TrueForAll(bucket.Split('.'), label => RegionName.IsValid(label))
            && Array.Exists(bucket.ToCharArray(), char.IsAsciiLetter);
    }
}

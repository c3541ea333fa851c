using ActorDownloader.ObjectStore.Aws;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.S3.Endpoints;
using Amazon.S3.Internal;

namespace ActorDownloader.ObjectStore.Endpoints;

/// <summary>The endpoint rules that AWS publishes for S3, as the SDK carries them.</summary>
internal static class SdkEndpointRules
{
    /// <exception cref="ObjectStoreException">
    /// The rules know no address for the bucket, or one that only SigV4a or a session can sign for.
    /// </exception>
    public static BucketEndpoint Resolve(AwsConfiguration configuration, string bucket, string region)
    {
        var endpoint = Ask(configuration, bucket, region);
        var scheme = SigV4(endpoint, bucket);
        var address = new Uri(endpoint.URL);
        return new BucketEndpoint(
            address.Scheme,
            EndpointUrl.HostHeader(address),
            address.AbsolutePath.TrimEnd('/'),
            scheme?["signingRegion"] as string ?? region,
            scheme?["signingName"] as string ?? BucketEndpoint.S3);
    }

    private static Endpoint Ask(AwsConfiguration configuration, string bucket, string region)
    {
        try
        {
            return new AmazonS3EndpointProvider().ResolveEndpoint(new S3EndpointParameters
            {
                Bucket = bucket,
                Region = region,
                Endpoint = configuration.Endpoint?.AbsoluteUri.TrimEnd('/'),
                ForcePathStyle = configuration.AddressingStyle is AddressingStyle.Path
                    || (configuration is { AddressingStyle: AddressingStyle.Auto, Endpoint: not null } && !ObjectName.IsArn(bucket)),
                UseFIPS = configuration.UseFips,
                UseDualStack = configuration.UseDualStack,
                UseArnRegion = true,
                UseGlobalEndpoint = false,
                Accelerate = false,
                DisableAccessPoints = false,
                DisableMultiRegionAccessPoints = false,
                // Directory buckets take requests signed with the caller's own credentials; a session would only spare them work.
                DisableS3ExpressSessionAuth = true,
            });
        }
        catch (AmazonClientException e)
        {
            throw new ObjectStoreException(
                ObjectStoreFault.BucketUnsupported, $"The bucket '{bucket}' has no address in region '{region}': {e.Message}", e);
        }
    }

    private static PropertyBag? SigV4(Endpoint endpoint, string bucket)
    {
        if (endpoint.Attributes?["authSchemes"] is not IEnumerable<object> schemes)
        {
            return null;
        }

        foreach (var scheme in schemes.OfType<PropertyBag>())
        {
            if (scheme["name"] is "sigv4")
            {
                return scheme;
            }
        }

        throw new ObjectStoreException(
            ObjectStoreFault.BucketUnsupported,
            $"Requests to '{bucket}' need an asymmetric signature (SigV4a), as multi-region access points do. "
                + "Name a bucket or an access point of one region.");
    }
}

using System.Runtime.InteropServices;
using ActorDownloader.Messages;
using ActorDownloader.ObjectStore.Endpoints;

namespace ActorDownloader.ObjectStore.Signing;

/// <summary>Makes the request for an object. Pure.</summary>
internal static class RequestSigner
{
    /// <param name="request">The object.</param>
    /// <param name="etag">The version to pin; goes along, is not signed.</param>
    /// <param name="endpoint">Where its bucket is.</param>
    /// <param name="credentials">Who asks; null to send no signature.</param>
    /// <param name="time">The origin's time.</param>
    public static ObjectSource Sign(
        ObjectRequest request, string? etag, BucketEndpoint endpoint, SigningCredentials? credentials, DateTimeOffset time)
    {
        var path = $"{endpoint.Path}/{ObjectUrl.EncodeKey(request.Key)}";
        var query = ObjectUrl.Query(request.VersionId, request.PartNumber);
        var timestamp = credentials is null ? null : SignatureV4.Timestamp(time);
        var headers = ObjectHeaders.Of(request, timestamp, credentials?.AccessKey.SessionToken);
        if (credentials is not null && timestamp is not null)
        {
            var key = credentials.KeyFor(timestamp.AsSpan(0, 8), endpoint.Region, endpoint.Service);
            headers.Add(new RequestHeader("authorization", SignatureV4.Authorization(
                credentials.AccessKey.Id,
                key,
                timestamp,
                request.PartNumber is null ? "GET" : "HEAD",
                endpoint.Host,
                path,
                query,
                CollectionsMarshal.AsSpan(headers))));
        }

        return new ObjectSource($"{endpoint.Scheme}://{endpoint.Host}{path}{(query.Length == 0 ? "" : "?")}{query}", [.. headers], etag);
    }
}

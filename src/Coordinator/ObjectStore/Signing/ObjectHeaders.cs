using ActorDownloader.Messages;

namespace ActorDownloader.ObjectStore.Signing;

/// <summary>
/// The headers of a request for an object, in the order in which they are signed: AWS refuses any <c>x-amz-</c> header that is not.
/// </summary>
internal static class ObjectHeaders
{
    private static readonly RequestHeader ChecksumMode = new("x-amz-checksum-mode", "ENABLED");
    private static readonly RequestHeader EmptyBody = new("x-amz-content-sha256", SignatureV4.EmptyBodyHash);
    private static readonly RequestHeader RequestPayer = new("x-amz-request-payer", "requester");

    /// <summary>Room for all of them and the authorization.</summary>
    private const int MaxCount = 10;

    /// <param name="request">The object.</param>
    /// <param name="timestamp">When it is signed; null if it is not.</param>
    /// <param name="sessionToken">Part of temporary credentials; null for lasting ones.</param>
    public static List<RequestHeader> Of(ObjectRequest request, string? timestamp, string? sessionToken)
    {
        var headers = new List<RequestHeader>(MaxCount);
        if (request.ChecksumMode)
        {
            headers.Add(ChecksumMode);
        }

        if (timestamp is not null)
        {
            headers.Add(EmptyBody);
            headers.Add(new RequestHeader("x-amz-date", timestamp));
        }

        if (request.ExpectedBucketOwner is { } owner)
        {
            headers.Add(new RequestHeader("x-amz-expected-bucket-owner", owner));
        }

        if (request.RequestPayer)
        {
            headers.Add(RequestPayer);
        }

        if (sessionToken is not null)
        {
            headers.Add(new RequestHeader("x-amz-security-token", sessionToken));
        }

        if (request.Sse is { } sse)
        {
            headers.Add(new RequestHeader("x-amz-server-side-encryption-customer-algorithm", sse.Algorithm));
            headers.Add(new RequestHeader("x-amz-server-side-encryption-customer-key", sse.KeyBase64));
            headers.Add(new RequestHeader("x-amz-server-side-encryption-customer-key-md5", sse.KeyMd5Base64));
        }

        return headers;
    }
}

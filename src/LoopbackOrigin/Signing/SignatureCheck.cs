using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ActorDownloader.LoopbackOrigin.Protocol;
using Microsoft.AspNetCore.Http;

namespace ActorDownloader.LoopbackOrigin.Signing;

/// <summary>Accepts or refuses signed requests as AWS does, which is stricter than the servers that imitate it.</summary>
internal sealed class SignatureCheck(AccessKeys keys, string region)
{
    private static readonly TimeSpan MaxSkew = TimeSpan.FromMinutes(15);

    /// <summary>Null where the request is signed with a known key and the signature holds.</summary>
    public ErrorAnswer? Refusal(string method, RequestTarget target, IHeaderDictionary headers, DateTimeOffset now)
    {
        if (SignatureClaim.Read(target, headers) is not { } claim)
        {
            return S3Errors.AccessDenied();
        }

        if (keys.Find(claim.AccessKeyId) is not { } key)
        {
            return new(403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.")
            {
                Details = [new("AWSAccessKeyId", claim.AccessKeyId)],
            };
        }

        return TimeRefusal(claim, now)
            ?? ScopeRefusal(claim)
            ?? UnsignedHeaderRefusal(claim, headers)
            ?? TokenRefusal(claim, key)
            ?? MismatchRefusal(claim, key, CanonicalRequest.Write(method, target, headers, claim));
    }

    private static ErrorAnswer? TimeRefusal(SignatureClaim claim, DateTimeOffset now)
    {
        if (claim.ValidFor is { } validity)
        {
            return now > claim.SignedAt + validity ? S3Errors.AccessDenied("Request has expired") : null;
        }

        return (claim.SignedAt - now).Duration() <= MaxSkew ? null
            : new(403, "RequestTimeTooSkewed", "The difference between the request time and the current time is too large.")
            {
                Details =
                [
                    new("RequestTime", claim.SignedAt.ToString(SignatureClaim.TimeFormat, CultureInfo.InvariantCulture)),
                    new("ServerTime", now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
                    new("MaxAllowedSkewMilliseconds", MaxSkew.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)),
                ],
            };
    }

    private ErrorAnswer? ScopeRefusal(SignatureClaim claim) => claim.Region == region ? null
        : new(
            400,
            "AuthorizationHeaderMalformed",
            $"The authorization header is malformed; the region '{claim.Region}' is wrong; expecting '{region}'")
        {
            Details = [new("Region", region)],
            Headers = [new("x-amz-bucket-region", region)],
        };

    private static ErrorAnswer? UnsignedHeaderRefusal(SignatureClaim claim, IHeaderDictionary headers)
    {
        var unsigned = headers.Keys
            .Select(name => name.ToLowerInvariant())
            .Where(name => (name == "host" || name.StartsWith("x-amz-", StringComparison.Ordinal)) && !claim.SignedHeaders.Contains(name))
            .Order(StringComparer.Ordinal)
            .ToList();
        return unsigned.Count == 0 ? null : S3Errors.AccessDenied("There were headers present in the request which were not signed") with
        {
            Details = [new("HeadersNotSigned", string.Join(", ", unsigned))],
        };
    }

    private static ErrorAnswer? TokenRefusal(SignatureClaim claim, AccessKey key) =>
        key.ExpiredStatus is { } status ? new(status, "ExpiredToken", "The provided token has expired.")
        : claim.SessionToken == key.SessionToken ? null
        : new(400, "InvalidToken", "The provided token is malformed or otherwise invalid.");

    private static ErrorAnswer? MismatchRefusal(SignatureClaim claim, AccessKey key, string canonicalRequest)
    {
        var text = string.Join('\n',
            SignatureClaim.Algorithm,
            claim.SignedAt.ToString(SignatureClaim.TimeFormat, CultureInfo.InvariantCulture),
            claim.Scope,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonicalRequest))));
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(SigningKey(claim, key.Secret), Encoding.UTF8.GetBytes(text)));
        return expected == claim.Signature ? null
            : new(
                403,
                "SignatureDoesNotMatch",
                "The request signature we calculated does not match the signature you provided. Check your key and signing method.")
            {
                Details = [new("AWSAccessKeyId", claim.AccessKeyId), new("StringToSign", text), new("CanonicalRequest", canonicalRequest)],
            };
    }

    private static byte[] SigningKey(SignatureClaim claim, string secret) =>
        new[] { claim.Date, claim.Region, "s3", "aws4_request" }.Aggregate(
            Encoding.UTF8.GetBytes("AWS4" + secret), (key, word) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(word)));
}

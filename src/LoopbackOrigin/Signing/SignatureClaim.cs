using System.Collections.Immutable;
using System.Globalization;
using ActorDownloader.LoopbackOrigin.Protocol;
using Microsoft.AspNetCore.Http;

namespace ActorDownloader.LoopbackOrigin.Signing;

/// <summary>A signature, version 4, as a request brings it: in its <c>Authorization</c> header or in its query.</summary>
internal sealed record SignatureClaim(
    string AccessKeyId,
    string Date,
    string Region,
    ImmutableArray<string> SignedHeaders,
    string Signature,
    DateTimeOffset SignedAt,
    string PayloadHash,
    string? SessionToken,
    TimeSpan? ValidFor)
{
    public const string Algorithm = "AWS4-HMAC-SHA256";
    public const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>What the signing key is good for.</summary>
    public string Scope => $"{Date}/{Region}/s3/aws4_request";

    /// <summary>Null where the request brings no signature, or none that can be read.</summary>
    public static SignatureClaim? Read(RequestTarget target, IHeaderDictionary headers) =>
        target.Parameter("X-Amz-Signature") is { } signature ? FromQuery(target, signature) : FromHeader(headers);

    private static SignatureClaim? FromHeader(IHeaderDictionary headers)
    {
        string? authorization = headers.Authorization;
        if (authorization is null || !authorization.StartsWith(Algorithm + " ", StringComparison.Ordinal))
        {
            return null;
        }

        string? credential = null, signed = null, signature = null;
        foreach (var field in authorization[(Algorithm.Length + 1)..].Split(',', StringSplitOptions.TrimEntries))
        {
            var equals = field.IndexOf('=', StringComparison.Ordinal);
            var value = equals < 0 ? null : field[(equals + 1)..];
            (credential, signed, signature) = equals < 0 ? (credential, signed, signature) : field[..equals] switch
            {
                "Credential" => (value, signed, signature),
                "SignedHeaders" => (credential, value, signature),
                "Signature" => (credential, signed, value),
                _ => (credential, signed, signature),
            };
        }

        return Create(
            credential,
            signed,
            signature,
            headers["x-amz-date"],
            headers["x-amz-content-sha256"],
            headers["x-amz-security-token"],
            expires: null);
    }

    private static SignatureClaim? FromQuery(RequestTarget target, string signature) => Create(
        target.Parameter("X-Amz-Credential"),
        target.Parameter("X-Amz-SignedHeaders"),
        signature,
        target.Parameter("X-Amz-Date"),
        "UNSIGNED-PAYLOAD",
        target.Parameter("X-Amz-Security-Token"),
        target.Parameter("X-Amz-Expires") ?? "");

    private static bool TryReadTime(string? text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);

    private static SignatureClaim? Create(
        string? credential,
        string? signedHeaders,
        string? signature,
        string? time,
        string? payloadHash,
        string? sessionToken,
        string? expires)
    {
        // The key id may hold slashes, the rest of the scope does not.
        var scope = credential?.Split('/') ?? [];
        if (scope.Length < 5 || scope[^1] != "aws4_request" || scope[^2] != "s3" || signedHeaders is null || signature is null
            || payloadHash is null || !TryReadTime(time, out var signedAt))
        {
            return null;
        }

        int? seconds = expires is null ? null : ObjectRequest.Number(expires);
        return expires is not null && seconds is null ? null : new(
            string.Join('/', scope[..^4]),
            Date: scope[^4],
            Region: scope[^3],
            [.. signedHeaders.Split(';')],
            signature,
            signedAt,
            payloadHash,
            sessionToken,
            ValidFor: seconds is { } valid ? TimeSpan.FromSeconds(valid) : null);
    }
}

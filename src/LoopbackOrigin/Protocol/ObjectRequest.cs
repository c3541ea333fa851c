using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ActorDownloader.LoopbackOrigin.Protocol;

/// <summary>A request for an object, as far as the answer depends on it. Faults take headers away by setting the properties.</summary>
internal sealed record ObjectRequest(string Method, RequestTarget Target, IHeaderDictionary Headers)
{
    /// <summary>The <c>Range</c> header; null where it is absent or to be ignored.</summary>
    public string? Range { get; init; } = Headers.Range;

    /// <summary>The entity tags that must match; null where any does.</summary>
    public string? IfMatch { get; init; } = Headers.IfMatch;

    public string? IfNoneMatch => Headers.IfNoneMatch;

    public string? VersionId => Target.Parameter("versionId");

    public string? PartNumber => Target.Parameter("partNumber");

    public string? ExpectedBucketOwner => Headers["x-amz-expected-bucket-owner"];

    public bool PayerIsRequester => string.Equals(Headers["x-amz-request-payer"], "requester", StringComparison.OrdinalIgnoreCase);

    public bool WantsChecksums => string.Equals(Headers["x-amz-checksum-mode"], "ENABLED", StringComparison.OrdinalIgnoreCase);

    /// <summary>A number in decimal digits; null where it is none.</summary>
    public static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

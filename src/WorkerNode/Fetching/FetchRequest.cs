using System.Net;

namespace ActorDownloader.WorkerNode.Fetching;

/// <summary>The request for a lease.</summary>
internal static class FetchRequest
{
    /// <summary>
    /// The source's request as it was signed, letter for letter, with the unsigned headers that the lease adds: the range, the pinned
    /// version, no coding.
    /// </summary>
    /// <exception cref="UriFormatException">The source has no absolute address.</exception>
    /// <exception cref="FormatException">A header cannot be sent.</exception>
    public static HttpRequestMessage Create(FetchOrder order, string userAgent)
    {
        var source = order.Transfer.Source;
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(source.Url, AsSigned))
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        foreach (var header in source.Headers)
            Add(request, header.Name, header.Value);
        Add(request, "User-Agent", userAgent);
        Add(request, "Accept-Encoding", "identity");
        if (!order.Discovers)
            Add(request, "Range", order.Lease.Range.ToHttpRange());
        // A weak ETag never matches here (RFC 9110, 13.1.1); the answer's ETag is compared in any case.
        if (source.ETag is { } etag && !etag.StartsWith("W/", StringComparison.Ordinal))
            Add(request, "If-Match", etag);
        return request;
    }

    // The signature covers the path and query as they are: what Uri takes for an improvement would break it.
    private static UriCreationOptions AsSigned => new() { DangerousDisablePathAndQueryCanonicalization = true };

    private static void Add(HttpRequestMessage request, string name, string value)
    {
        // Added unchecked, because parsing a header costs more than sending it; a line end in a value would begin a header of its own.
        if (value.AsSpan().ContainsAny('\r', '\n', '\0') || !request.Headers.TryAddWithoutValidation(name, value))
            throw new FormatException($"The header {name} cannot be sent with a GET.");
    }
}

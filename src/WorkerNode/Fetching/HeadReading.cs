using System.Collections.Immutable;
using System.Net.Http.Headers;
using ActorDownloader.Messages;

namespace ActorDownloader.WorkerNode.Fetching;

/// <summary>Takes from an answer the headers that decisions need, without parsing the others.</summary>
internal static class HeadReading
{
    private const string ChecksumPrefix = "x-amz-checksum-";
    private const string ChecksumType = ChecksumPrefix + "type";

    /// <summary>The head of an answer.</summary>
    public static ResponseHead Of(HttpResponseMessage response)
    {
        HttpHeadersNonValidated headers = response.Headers.NonValidated, content = response.Content.Headers.NonValidated;
        var head = new ResponseHead((int)response.StatusCode)
        {
            ContentLength = response.Content.Headers.ContentLength,
            ContentRange = Value(content, "Content-Range"),
            ContentEncoding = Value(content, "Content-Encoding"),
            ContentType = Value(content, "Content-Type"),
            ETag = Value(headers, "ETag"),
        };
        if (head.ContentEncoding is not null)
            head = head with { Vary = Value(headers, "Vary") };
        return head.Status switch
        {
            200 => head with
            {
                LastModified = Value(content, "Last-Modified"),
                VersionId = Value(headers, "x-amz-version-id"),
                RequestId = Value(headers, "x-amz-request-id"),
                Checksums = Checksums(headers),
            },
            206 => head,
            _ => head with
            {
                RequestId = Value(headers, "x-amz-request-id"),
                BucketRegion = Value(headers, "x-amz-bucket-region"),
                RetryAfter = Value(headers, "Retry-After"),
                Date = Value(headers, "Date"),
            },
        };
    }

    private static string? Value(HttpHeadersNonValidated headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.ToString() : null;

    private static ImmutableArray<ReportedChecksum> Checksums(HttpHeadersNonValidated headers)
    {
        var found = ImmutableArray<ReportedChecksum>.Empty;
        string? type = null;
        foreach (var (name, values) in headers)
        {
            if (name.Equals(ChecksumType, StringComparison.OrdinalIgnoreCase))
                type = values.ToString();
            else if (name.StartsWith(ChecksumPrefix, StringComparison.OrdinalIgnoreCase))
                found = found.Add(new ReportedChecksum(name[ChecksumPrefix.Length..].ToLowerInvariant(), values.ToString(), null));
        }

        return type is null || found.IsEmpty ? found : [.. found.Select(checksum => checksum with { Type = type })];
    }
}

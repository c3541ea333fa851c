using System.Collections.Immutable;
using ActorDownloader.Messages;

namespace ActorDownloader.WorkerNode.Fetching;

/// <summary>The status and headers of an answer, as far as anything is decided by them. Values are as received, unparsed.</summary>
internal sealed record ResponseHead(int Status)
{
    public long? ContentLength { get; init; }

    public string? ContentRange { get; init; }

    public string? ContentEncoding { get; init; }

    public string? ContentType { get; init; }

    public string? ETag { get; init; }

    public string? LastModified { get; init; }

    public string? VersionId { get; init; }

    public string? RequestId { get; init; }

    public string? BucketRegion { get; init; }

    public string? RetryAfter { get; init; }

    public string? Date { get; init; }

    public string? Vary { get; init; }

    /// <summary>Every <c>x-amz-checksum-*</c> that holds a checksum; gathered from answers with status 200 alone.</summary>
    public ImmutableArray<ReportedChecksum> Checksums { get; init; } = [];

    /// <summary>Whether the body says that it is XML, the form of S3's errors.</summary>
    public bool HasXml => ContentType is { } type && type.Contains("xml", StringComparison.OrdinalIgnoreCase);
}

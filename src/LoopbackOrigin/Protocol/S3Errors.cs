using System.Collections.Immutable;
using System.Globalization;
using ActorDownloader.LoopbackOrigin.Objects;

namespace ActorDownloader.LoopbackOrigin.Protocol;

/// <summary>The errors of Amazon S3's API reference, with its statuses, codes and the elements that clients read.</summary>
internal static class S3Errors
{
    public static ErrorAnswer NoSuchBucket(string bucket) =>
        new(404, "NoSuchBucket", "The specified bucket does not exist") { Details = [new("BucketName", bucket)] };

    public static ErrorAnswer NoSuchKey(string key) =>
        new(404, "NoSuchKey", "The specified key does not exist.") { Details = [new("Key", key)] };

    public static ErrorAnswer NoSuchVersion(string key, string versionId) =>
        new(404, "NoSuchVersion", "The specified version does not exist.") { Details = [new("Key", key), new("VersionId", versionId)] };

    public static ErrorAnswer Deleted(string key, ObjectVersion marker) => NoSuchKey(key) with { Headers = MarkerHeaders(marker) };

    public static ErrorAnswer DeleteMarkerNamed(ObjectVersion marker) =>
        MethodNotAllowed("GET") with { Headers = [.. MarkerHeaders(marker), new("Allow", "DELETE")] };

    public static ErrorAnswer MethodNotAllowed(string method) =>
        new(405, "MethodNotAllowed", "The specified method is not allowed against this resource.") { Details = [new("Method", method)] };

    public static ErrorAnswer AccessDenied(string message = "Access Denied") => new(403, "AccessDenied", message);

    public static ErrorAnswer InvalidRange(string range, long length) => new(416, "InvalidRange", "The requested range is not satisfiable")
    {
        Details = [new("RangeRequested", range), new("ActualObjectSize", length.ToString(CultureInfo.InvariantCulture))],
    };

    public static ErrorAnswer InvalidPartNumber(int requested, int count) =>
        new(416, "InvalidPartNumber", "The requested partnumber is not satisfiable")
        {
            Details =
            [
                new("PartNumberRequested", requested.ToString(CultureInfo.InvariantCulture)),
                new("ActualPartCount", count.ToString(CultureInfo.InvariantCulture)),
            ],
        };

    public static ErrorAnswer PreconditionFailed(string condition) =>
        new(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold")
        {
            Details = [new("Condition", condition)],
        };

    public static ErrorAnswer NotModified(string etag) => new(304, "", "") { Headers = [new("ETag", etag)] };

    public static ErrorAnswer InvalidRequest(string message) => new(400, "InvalidRequest", message);

    public static ErrorAnswer InvalidArgument(string message) => new(400, "InvalidArgument", message);

    public static ErrorAnswer SlowDown() => new(503, "SlowDown", "Please reduce your request rate.");

    public static ErrorAnswer TooManyRequests() => new(429, "TooManyRequests", "Please reduce your request rate.");

    private static ImmutableArray<KeyValuePair<string, string>> MarkerHeaders(ObjectVersion marker) =>
    [
        new("x-amz-delete-marker", "true"),
        new("x-amz-version-id", marker.VersionId),
        new("Last-Modified", marker.LastModified.ToString("R", CultureInfo.InvariantCulture)),
    ];
}

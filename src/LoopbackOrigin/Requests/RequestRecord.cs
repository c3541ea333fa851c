using System.Collections.Immutable;

namespace ActorDownloader.LoopbackOrigin.Requests;

/// <summary>A request as the origin saw it.</summary>
/// <param name="Number">Counted from 1 in the order they came.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Bucket">The bucket named; empty for none.</param>
/// <param name="Key">The key named; empty for none.</param>
/// <param name="VersionId">The version named; null for none.</param>
/// <param name="Range">The <c>Range</c> header as it came; null for none.</param>
/// <param name="Headers">All headers in the order they came; <see cref="Header"/> finds one.</param>
/// <param name="ConnectionId">Equal for requests that shared a connection.</param>
/// <param name="StartedAt">When its headers had come.</param>
/// <param name="Outcome">How it ended; null while it runs.</param>
public sealed record RequestRecord(
    long Number,
    string Method,
    string Bucket,
    string Key,
    string? VersionId,
    string? Range,
    ImmutableArray<KeyValuePair<string, string>> Headers,
    string ConnectionId,
    DateTimeOffset StartedAt,
    RequestOutcome? Outcome)
{
    /// <summary>A header's value; null where it was not sent.</summary>
    public string? Header(string name) =>
        Headers.FirstOrDefault(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase)).Value;
}

/// <summary>How a request ended.</summary>
/// <param name="Status">The HTTP status; 0 where no headers were sent.</param>
/// <param name="BodyBytes">Bytes of the body that were handed to the operating system.</param>
/// <param name="EndedAt">When.</param>
/// <param name="Ending">Who ended it.</param>
public sealed record RequestOutcome(int Status, long BodyBytes, DateTimeOffset EndedAt, RequestEnding Ending);

/// <summary>Who ended a request.</summary>
public enum RequestEnding
{
    /// <summary>The whole answer was sent.</summary>
    Answered,

    /// <summary>A fault cut it.</summary>
    Cut,

    /// <summary>The client closed the connection, or the origin stopped.</summary>
    Abandoned,
}

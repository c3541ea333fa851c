namespace ActorDownloader.Messages;

/// <summary>Why a lease ended without its chunk. What follows from it is the coordinator's decision alone.</summary>
/// <param name="Kind">The sort of failure.</param>
/// <param name="Message">What happened, for a person; never holds a secret.</param>
/// <param name="HttpStatus">The status of the answer, where there was one.</param>
/// <param name="ErrorCode">S3's error code, such as <c>NoSuchKey</c>, where the answer held one.</param>
/// <param name="RequestId">The origin's id of the request, for its support desk.</param>
/// <param name="RetryAfter">How long the origin asked to be left alone.</param>
/// <param name="OriginTime">The origin's clock in an answer that refused the signature's time: tells how far ours is off.</param>
/// <param name="Region">The region that the origin says the bucket is in, where the answer named one.</param>
public sealed record FetchFailure(
    FetchFailureKind Kind,
    string Message,
    int? HttpStatus = null,
    string? ErrorCode = null,
    string? RequestId = null,
    TimeSpan? RetryAfter = null,
    DateTimeOffset? OriginTime = null,
    string? Region = null);

/// <summary>The sorts of failure a lease can end in.</summary>
public enum FetchFailureKind
{
    /// <summary>The worker gave up for a reason that it could not name.</summary>
    Unknown = 0,

    /// <summary>The origin answered with an error status; see <see cref="FetchFailure.HttpStatus"/>.</summary>
    Refused = 1,

    /// <summary>No connection, or the connection broke: name not found, refused, reset, TLS failure.</summary>
    Connection = 2,

    /// <summary>The origin was silent for too long before the answer's headers.</summary>
    FirstByteTimeout = 3,

    /// <summary>The body stopped, or came slower than the floor, for too long.</summary>
    Stalled = 4,

    /// <summary>The body ended before its announced or requested length.</summary>
    Truncated = 5,

    /// <summary>
    /// The answer does not fit the question: range ignored, wrong <c>Content-Range</c>, a content coding, an error document with status
    /// 200.
    /// </summary>
    InvalidAnswer = 6,

    /// <summary>The object is no longer the version that the transfer began with (412, or another ETag).</summary>
    ObjectChanged = 7,

    /// <summary>The temporary file is not where the coordinator made it: gone, or this worker does not share its file system.</summary>
    DestinationMissing = 8,

    /// <summary>No room: disk full, quota, file-size limit.</summary>
    DestinationFull = 9,

    /// <summary>The worker may not write there: permissions, read-only file system, outside its allowed roots.</summary>
    DestinationDenied = 10,

    /// <summary>Any other error while writing.</summary>
    DestinationFailed = 11,

    /// <summary>The coordinator took the lease back.</summary>
    Withdrawn = 12,
}

using ActorDownloader.Messages;

namespace ActorDownloader.Transfers;

/// <summary>Whether a failed chunk is tried again, and when. A pure function of its arguments.</summary>
/// <param name="MaxAttempts">How often a chunk may fail before its transfer does.</param>
/// <param name="MinBackoff">The shortest pause.</param>
/// <param name="MaxBackoff">The longest pause, unless the origin asks for a longer one.</param>
/// <param name="MaxLosses">
/// How often the worker that holds a chunk may die before its transfer fails: the chunk may be what kills it.
/// </param>
internal sealed record RetryPolicy(int MaxAttempts, TimeSpan MinBackoff, TimeSpan MaxBackoff, int MaxLosses)
{
    /// <summary>How often an object is fetched again from its beginning because its bytes were not those of its checksum.</summary>
    public int MismatchRestarts { get; init; }

    /// <summary>How often it is because it was overwritten on the way.</summary>
    public int ChangeRestarts { get; init; }

    /// <summary>Decides after the <paramref name="failures"/>-th failure of a chunk.</summary>
    /// <param name="failure">What went wrong this time.</param>
    /// <param name="failures">How often the chunk has failed, this time included.</param>
    /// <param name="lastPause">The pause before the attempt that failed; zero for the first.</param>
    /// <param name="chance">A random number in [0, 1).</param>
    public RetryDecision Decide(FetchFailure failure, int failures, TimeSpan lastPause, double chance) => Classify(failure) switch
    {
        { Transient: false } verdict => new RetryDecision.GiveUp(verdict.Kind),
        var verdict when failures >= MaxAttempts => new RetryDecision.GiveUp(verdict.Kind),
        var verdict => new RetryDecision.Retry(Pause(failure, lastPause, chance), verdict.NewSignature),
    };

    /// <summary>
    /// Decorrelated jitter: a random pause between the shortest and three times the last one. Spreads the attempts of many
    /// chunks that failed together, which doubling alone would keep together.
    /// </summary>
    private TimeSpan Pause(FetchFailure failure, TimeSpan lastPause, double chance)
    {
        var upper = TimeSpan.FromTicks(Math.Max(lastPause.Ticks, MinBackoff.Ticks)) * 3;
        var pause = MinBackoff + ((upper - MinBackoff) * chance);
        pause = pause < MaxBackoff ? pause : MaxBackoff;
        return failure.RetryAfter is { } asked && asked > pause ? asked : pause;
    }

    private static Verdict Classify(FetchFailure failure) => failure.Kind switch
    {
        FetchFailureKind.Refused => ClassifyRefusal(failure),
        FetchFailureKind.Connection => new(true, DownloadErrorKind.ConnectionFailed),
        FetchFailureKind.FirstByteTimeout => new(true, DownloadErrorKind.ConnectionFailed),
        FetchFailureKind.Stalled => new(true, DownloadErrorKind.ConnectionFailed),
        FetchFailureKind.Truncated => new(true, DownloadErrorKind.ConnectionFailed),
        FetchFailureKind.InvalidAnswer => new(true, DownloadErrorKind.InvalidAnswer),
        FetchFailureKind.ObjectChanged => new(false, DownloadErrorKind.ObjectChanged),
        // Another worker may share the file system where this one does not.
        FetchFailureKind.DestinationMissing => new(true, DownloadErrorKind.DestinationFailed),
        FetchFailureKind.DestinationFull => new(false, DownloadErrorKind.DestinationFull),
        FetchFailureKind.DestinationDenied => new(true, DownloadErrorKind.DestinationDenied),
        FetchFailureKind.DestinationFailed => new(false, DownloadErrorKind.DestinationFailed),
        FetchFailureKind.Withdrawn => new(true, DownloadErrorKind.Internal),
        FetchFailureKind.Unknown => new(true, DownloadErrorKind.Internal),
        _ => throw new InvalidOperationException($"Unknown failure {failure.Kind}."),
    };

    private static Verdict ClassifyRefusal(FetchFailure failure) => (failure.HttpStatus, failure.ErrorCode) switch
    {
        // A new signature mends these, which S3 says with status 400 or 403: new credentials, a corrected clock, another region.
        (_, "ExpiredToken" or "RequestTimeTooSkewed" or "RequestExpired") => new(true, DownloadErrorKind.AccessDenied, NewSignature: true),
        (301 or 307, _) or (_, "AuthorizationHeaderMalformed") when failure.Region is not null =>
            new(true, DownloadErrorKind.InvalidRequest, NewSignature: true),
        (_, "RequestTimeout" or "SlowDown" or "InternalError" or "ServiceUnavailable") => new(true, DownloadErrorKind.OriginUnavailable),
        (401 or 403, _) => new(false, DownloadErrorKind.AccessDenied),
        (404, _) => new(false, DownloadErrorKind.NotFound),
        (412, _) => new(false, DownloadErrorKind.ObjectChanged),
        (408 or 425 or 429, _) => new(true, DownloadErrorKind.OriginUnavailable),
        (>= 500, _) => new(true, DownloadErrorKind.OriginUnavailable),
        _ => new(false, DownloadErrorKind.InvalidRequest),
    };

    private readonly record struct Verdict(bool Transient, DownloadErrorKind Kind, bool NewSignature = false);
}

/// <summary>What follows from a failed attempt.</summary>
internal abstract record RetryDecision
{
    /// <summary>Try again after <paramref name="Pause"/>, with a new signature if the old one was the trouble.</summary>
    internal sealed record Retry(TimeSpan Pause, bool NewSignature) : RetryDecision;

    /// <summary>Fail the transfer.</summary>
    internal sealed record GiveUp(DownloadErrorKind Kind) : RetryDecision;
}

using ActorDownloader.Messages;

namespace ActorDownloader.Scheduling;

/// <summary>Which failures speak of an origin that is asked for too much. Pure.</summary>
internal static class OriginLoad
{
    /// <summary>Whether it said so (429, 503, <c>SlowDown</c>), or would not take or answer a request at all.</summary>
    public static bool IsTooMuch(FetchFailure failure) => failure.Kind switch
    {
        FetchFailureKind.Refused => failure.HttpStatus is 429 or 503 || failure.ErrorCode is "SlowDown",
        FetchFailureKind.Connection or FetchFailureKind.FirstByteTimeout => true,
        _ => false,
    };
}

using ActorDownloader.Messages;
using ActorDownloader.WorkerNode.Storage;

namespace ActorDownloader.WorkerNode.Fetching;

/// <summary>Turns what ended a fetch early into the failure to report. Pure.</summary>
internal static class FetchFault
{
    /// <summary>The failure for an error.</summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="phase">What the fetch was doing: tells the file's errors from the origin's.</param>
    /// <param name="reason">Whether it had been told to stop: then the error is but the way it stopped.</param>
    public static FetchFailure Of(Exception error, FetchPhase phase, StopReason reason) => reason switch
    {
        StopReason.Withdrawn => new(FetchFailureKind.Withdrawn, "The lease was withdrawn."),
        StopReason.FirstByteTimeout =>
            new(FetchFailureKind.FirstByteTimeout, "The origin did not begin to answer within the first-byte timeout."),
        StopReason.Stalled => new(FetchFailureKind.Stalled, "The origin sent less than the minimum rate over the whole stall timeout."),
        StopReason.Lapsed => new(FetchFailureKind.Unknown, "The worker stood still for longer than the lease allows, and stopped writing."),
        _ when phase is FetchPhase.Opening or FetchPhase.Writing => DestinationFault.Of(error),
        _ => OriginFault.Of(error, phase),
    };
}

using ActorDownloader.Destinations;
using ActorDownloader.ObjectStore;

namespace ActorDownloader.Transfers;

/// <summary>What the caller gets to see of a transfer's end.</summary>
internal static class TransferOutcome
{
    public static DownloadResult ResultOf(TransferState state, TimeSpan elapsed) => new(
        state.Object!.Length,
        state.Object.ETag,
        state.Object.VersionId ?? state.Terms.VersionId,
        elapsed,
        state.Requests,
        state.Retries,
        state.Validation!,
        [.. state.Shares]);

    public static DownloadException ExceptionOf(TransferFailure failure, DownloadRequest request) => new(failure.Kind, failure.Message, request, failure.Cause)
    {
        HttpStatus = failure.Fetch?.HttpStatus,
        ErrorCode = failure.Fetch?.ErrorCode,
        RequestId = failure.Fetch?.RequestId,
    };

    public static DownloadException Abandoned(DownloadRequest request) =>
        new(DownloadErrorKind.Internal, "The transfer's actor ended before the transfer did; the log has the reason.", request);

    public static TransferFailure FailureOf(Exception e) => e switch
    {
        DestinationException d => new(d.Kind, d.Message, Cause: d.InnerException ?? d),
        ObjectStoreException { Fault: ObjectStoreFault.BucketUnsupported } s => new(DownloadErrorKind.InvalidRequest, s.Message, Cause: s.InnerException ?? s),
        ObjectStoreException s => new(DownloadErrorKind.CredentialsUnavailable, s.Message, Cause: s.InnerException ?? s),
        _ => new(DownloadErrorKind.Internal, e.Message, Cause: e),
    };
}

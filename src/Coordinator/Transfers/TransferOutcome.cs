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
        ValidationOf(state),
        [.. state.Shares])
    {
        Hedges = state.Hedges,
        HedgedBytes = state.HedgedBytes,
        DamagedChunks = [.. state.Refetched],
        Restarts = state.Mismatches + state.Changes,
        Resumption = new Resumption(state.BytesReused, state.NotReused ?? DamageOf(state)),
    };

    private static ObjectValidation ValidationOf(TransferState state) => state is { IsResumed: true, ChecksumsAsked: false, Validation.IsValidated: false, Terms.ChecksumMode: not ChecksumMode.Off }
        ? new ObjectValidation(null, "The origin was not asked for a checksum when the download was begun.")
        : state.Validation!;

    private static string? DamageOf(TransferState state) => state.DamagedChunks switch
    {
        0 => null,
        1 => "1 chunk had other bytes on disk than were written down, and was fetched again.",
        var many => $"{many} chunks had other bytes on disk than were written down, and were fetched again.",
    };

    public static DownloadException ExceptionOf(
        TransferFailure failure, DownloadRequest request) => new(failure.Kind, failure.Message, request, failure.Cause)
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
        ObjectStoreException { Fault: ObjectStoreFault.BucketUnsupported } s =>
            new(DownloadErrorKind.InvalidRequest, s.Message, Cause: s.InnerException ?? s),
        ObjectStoreException s => new(DownloadErrorKind.CredentialsUnavailable, s.Message, Cause: s.InnerException ?? s),
        _ => new(DownloadErrorKind.Internal, e.Message, Cause: e),
    };
}

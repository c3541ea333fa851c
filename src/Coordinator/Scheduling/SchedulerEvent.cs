using ActorDownloader.Messages;
using ActorDownloader.Planning;

namespace ActorDownloader.Scheduling;

/// <summary>What can happen to the scheduler.</summary>
internal abstract record SchedulerEvent
{
    /// <summary>A worker has joined, or says again that it has.</summary>
    internal sealed record WorkerJoined(WorkerIdentity Worker, int Slots) : SchedulerEvent;

    /// <summary>A worker holds this many leases at most from now on.</summary>
    internal sealed record DemandChanged(WorkerId Worker, int Slots) : SchedulerEvent;

    /// <summary>A worker is gone for good.</summary>
    internal sealed record WorkerGone(WorkerId Worker, string Reason) : SchedulerEvent;

    /// <summary>A worker gives no sign of life. It may run nevertheless: stopped, or cut off.</summary>
    internal sealed record WorkerUnreachable(WorkerId Worker) : SchedulerEvent;

    /// <summary>
    /// A transfer has chunks to fetch; they join those that it offered before. A retry, after a failure, waits for the budget.
    /// </summary>
    internal sealed record ChunksOffered(
        TransferId Transfer, Offer Offer, IndexRanges Chunks, WorkerId? Avoid, bool IsRetry = false, bool OwnConnection = false)
        : SchedulerEvent;

    /// <summary>A transfer has a fresher signature.</summary>
    internal sealed record SourceRenewed(TransferId Transfer, ObjectSource Source) : SchedulerEvent;

    /// <summary>A transfer wants nothing any more.</summary>
    internal sealed record TransferReleased(TransferId Transfer) : SchedulerEvent;

    /// <summary>A transfer wants nothing any more but to know when nobody writes to its file.</summary>
    internal sealed record FenceWanted(TransferId Transfer) : SchedulerEvent;

    /// <summary>A worker has reported.</summary>
    internal sealed record Reported(ChunkProtocol.Report Report) : SchedulerEvent;

    /// <summary>Local worker processes cannot be started.</summary>
    internal sealed record WorkersFailed(string Reason) : SchedulerEvent;

    /// <summary>Time to look for leases that have fallen silent.</summary>
    internal sealed record SilenceCheckDue : SchedulerEvent;

    /// <summary>Time to look for leases that take longer than others.</summary>
    internal sealed record HedgeCheckDue : SchedulerEvent;

    /// <summary>Time to hand out what waits.</summary>
    internal sealed record GrantDue : SchedulerEvent;
}

/// <summary>What all chunks of a transfer have in common, as it was offered last.</summary>
/// <param name="Priority">Higher goes first.</param>
/// <param name="Source">The request.</param>
/// <param name="Path">The temporary file.</param>
/// <param name="Sizing">How chunk 0 is cut while the plan is unknown.</param>
/// <param name="Plan">Null until the object is discovered.</param>
/// <param name="Checksum">What workers compute.</param>
internal sealed record Offer(
    int Priority, ObjectSource Source, string Path, ChunkSizing Sizing, ChunkPlan? Plan, ChunkChecksumAlgorithm Checksum);

using ActorDownloader.Messages;
using ActorDownloader.WorkerNode.Fetching;

namespace ActorDownloader.WorkerNode.Leasing;

/// <summary>What a worker is to do.</summary>
internal abstract record WorkerEffect
{
    private WorkerEffect()
    {
    }

    /// <summary>Ask the coordinator in.</summary>
    public sealed record Register : WorkerEffect;

    /// <summary>Tell the coordinator how many leases may be held.</summary>
    public sealed record SayDemand(int Slots) : WorkerEffect;

    /// <summary>Begin to fulfil a lease.</summary>
    public sealed record StartFetch(FetchOrder Order) : WorkerEffect;

    /// <summary>Stop fulfilling it; its end is still told.</summary>
    public sealed record StopFetch(LeaseNumber Lease) : WorkerEffect;

    /// <summary>Tell <see cref="WorkerEvent.FlushDue"/> behind everything that waits to be read.</summary>
    public sealed record FlushSoon : WorkerEffect;

    /// <summary>Report.</summary>
    public sealed record SendReport(ChunkProtocol.Report Report) : WorkerEffect;

    /// <summary>Take leave of the coordinator.</summary>
    public sealed record SayLeave : WorkerEffect;

    /// <summary>End the process.</summary>
    public sealed record Exit(WorkerExit How) : WorkerEffect;
}

using System.Collections.Immutable;
using ActorDownloader.Messages;
using ActorDownloader.WorkerNode.Fetching;

namespace ActorDownloader.WorkerNode.Leasing;

/// <summary>What can happen to a worker.</summary>
internal abstract record WorkerEvent
{
    private WorkerEvent()
    {
    }

    /// <summary>It is time to ask the coordinator in again.</summary>
    /// <param name="Waited">Since the first time.</param>
    public sealed record JoinDue(TimeSpan Waited) : WorkerEvent;

    /// <summary>The coordinator took the worker in.</summary>
    public sealed record Joined : WorkerEvent;

    /// <summary>The coordinator will never take it in.</summary>
    public sealed record Refused(string Reason) : WorkerEvent;

    /// <summary>The coordinator is gone.</summary>
    /// <param name="Unreachable">Whether it vanished, rather than ending in order.</param>
    public sealed record CoordinatorGone(bool Unreachable) : WorkerEvent;

    /// <summary>Leases came.</summary>
    public sealed record Granted(ImmutableArray<FetchOrder> Orders) : WorkerEvent;

    /// <summary>Leases were taken back.</summary>
    public sealed record Withdrawn(ImmutableArray<LeaseNumber> Leases) : WorkerEvent;

    /// <summary>A fetch knows what its object is.</summary>
    public sealed record Discovered(ChunkProtocol.ObjectDiscovered Object) : WorkerEvent;

    /// <summary>A fetch has ended.</summary>
    public sealed record FetchEnded(FetchOutcome Outcome) : WorkerEvent;

    /// <summary>All that was there to be read when something became worth reporting has been read.</summary>
    public sealed record FlushDue : WorkerEvent;

    /// <summary>How far the fetches are, and with that, that they go on.</summary>
    public sealed record Progressed(ImmutableArray<ChunkProtocol.ChunkProgress> Progress) : WorkerEvent;

    /// <summary>The worker shall end what it has, and leave.</summary>
    public sealed record DrainAsked : WorkerEvent;
}

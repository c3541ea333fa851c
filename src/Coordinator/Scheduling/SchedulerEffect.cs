using System.Collections.Immutable;
using ActorDownloader.Messages;
using ActorDownloader.Transfers;

namespace ActorDownloader.Scheduling;

/// <summary>What the scheduler wants done.</summary>
internal abstract record SchedulerEffect
{
    /// <summary>Send leases to a worker.</summary>
    internal sealed record Grant(WorkerId Worker, ImmutableArray<ChunkProtocol.TransferLeases> Transfers) : SchedulerEffect;

    /// <summary>Take leases back from a worker.</summary>
    internal sealed record Withdraw(WorkerId Worker, ImmutableArray<LeaseNumber> Leases) : SchedulerEffect;

    /// <summary>Tell a transfer what happened to it.</summary>
    internal sealed record Tell(TransferId Transfer, TransferEvent Event) : SchedulerEffect;

    /// <summary>This many leases could be held at once if there were workers for them.</summary>
    internal sealed record Want(int Leases) : SchedulerEffect;

    /// <summary>Tell GrantDue after a pause; a later wish replaces this one.</summary>
    internal sealed record Wake(TimeSpan Pause) : SchedulerEffect;

    /// <summary>A worker says nothing; a local one is better ended than waited for. The reason is what it did.</summary>
    internal sealed record Fence(WorkerId Worker, string Reason) : SchedulerEffect;
}

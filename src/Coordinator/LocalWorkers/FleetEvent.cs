using ActorDownloader.Messages;

namespace ActorDownloader.LocalWorkers;

/// <summary>What can happen to the local worker processes. A member is named by its number; a number is used once.</summary>
internal abstract record FleetEvent
{
    /// <summary>This many leases could be held at once.</summary>
    internal sealed record LeasesWanted(int Leases) : FleetEvent;

    /// <summary>A process runs and has registered.</summary>
    internal sealed record Joined(int Member, WorkerId Worker) : FleetEvent;

    /// <summary>A process could not be started, or has ended.</summary>
    internal sealed record Ended(int Member, string Reason) : FleetEvent;

    /// <summary>A member had its time to join.</summary>
    internal sealed record JoinOverdue(int Member) : FleetEvent;

    /// <summary>The pause before the next start is over.</summary>
    internal sealed record StartDue : FleetEvent;

    /// <summary>A worker says nothing.</summary>
    internal sealed record FenceWanted(WorkerId Worker, string Reason) : FleetEvent;
}

/// <summary>What is to be done about local worker processes.</summary>
internal abstract record FleetEffect
{
    /// <summary>Start a process. Followed by Ended sooner or later, and by JoinOverdue after the join timeout.</summary>
    internal sealed record Start(int Member) : FleetEffect;

    /// <summary>End a process at once.</summary>
    internal sealed record Kill(int Member, string Reason) : FleetEffect;

    /// <summary>Tell StartDue after a pause.</summary>
    internal sealed record Wake(TimeSpan Pause) : FleetEffect;

    /// <summary>A worker that had joined is gone.</summary>
    internal sealed record DeclareGone(WorkerId Worker, string Reason) : FleetEffect;

    /// <summary>No process can be started; whoever waits for one waits in vain.</summary>
    internal sealed record DeclareUnavailable(string Reason) : FleetEffect;
}

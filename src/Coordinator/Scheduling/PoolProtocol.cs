using Akka.Actor;
using ActorDownloader.Messages;

namespace ActorDownloader.Scheduling;

/// <summary>What the scheduler and the keeper of local worker processes say to each other. Never leaves the process.</summary>
internal static class PoolProtocol
{
    /// <summary>Scheduler → local workers: this many leases could be held at once.</summary>
    internal sealed record LeasesWanted(int Leases) : INoSerializationVerificationNeeded;

    /// <summary>Scheduler → local workers: the process that was given this number has joined.</summary>
    internal sealed record LocalWorkerJoined(int Member, WorkerId Worker) : INoSerializationVerificationNeeded;

    /// <summary>Scheduler → local workers: end this worker if it is yours; it says nothing.</summary>
    internal sealed record FenceWorker(WorkerId Worker, string Reason) : INoSerializationVerificationNeeded;

    /// <summary>Local workers → scheduler: the process of this worker has ended.</summary>
    internal sealed record WorkerEnded(WorkerId Worker, string Reason) : INoSerializationVerificationNeeded;

    /// <summary>Local workers → scheduler: no process can be started.</summary>
    internal sealed record WorkersUnavailable(string Reason) : INoSerializationVerificationNeeded;
}

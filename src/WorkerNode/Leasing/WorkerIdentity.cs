using ActorDownloader.Messages;

namespace ActorDownloader.WorkerNode.Leasing;

/// <summary>Who a worker is, and how it proves that it may join.</summary>
/// <param name="Worker">This life of the process.</param>
/// <param name="Slots">How many leases it holds at once.</param>
/// <param name="Ticket">Its proof, a secret; null where it has none.</param>
internal sealed record WorkerIdentity(WorkerId Worker, int Slots, string? Ticket)
{
    public WorkerProtocol.Register ToRegister() =>
        new(Worker, WorkerProtocol.Version, Environment.ProcessId, Environment.MachineName, Slots, Ticket);

    /// <summary>Everything but the ticket.</summary>
    public override string ToString() => $"WorkerIdentity {{ Worker = {Worker}, Slots = {Slots} }}";
}

using ActorDownloader.Messages;

namespace ActorDownloader.WorkerNode.Fetching;

/// <summary>One lease with what it shares with its transfer's others: all that a fetch needs to know.</summary>
/// <param name="Transfer">Source, file and object; its leases are not looked at.</param>
/// <param name="Lease">The lease to fulfil.</param>
internal sealed record FetchOrder(ChunkProtocol.TransferLeases Transfer, ChunkProtocol.Lease Lease)
{
    /// <summary>Whether the answer to this lease tells how long the object is.</summary>
    public bool Discovers => Lease.DiscoveryThreshold is not null;
}

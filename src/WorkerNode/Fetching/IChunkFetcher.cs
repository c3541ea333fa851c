using ActorDownloader.Messages;

namespace ActorDownloader.WorkerNode.Fetching;

/// <summary>Fulfils leases. Safe for all threads.</summary>
internal interface IChunkFetcher
{
    /// <summary>Fulfils one lease. Every error is an outcome: the task never fails.</summary>
    /// <param name="fetch">The lease, and how its owner and this method know of each other.</param>
    /// <param name="discovered">Told, for a lease that discovers, what the answer says about the object, before its chunk is read.</param>
    Task<FetchOutcome> FetchAsync(RunningFetch fetch, Action<ChunkProtocol.ObjectDiscovered> discovered);
}

using ActorDownloader.Messages;

namespace ActorDownloader.WorkerNode.Fetching;

/// <summary>How a fetch ended: with its chunk or with a failure, never both.</summary>
internal sealed record FetchOutcome
{
    private FetchOutcome(ChunkProtocol.ChunkFetched? fetched, ChunkProtocol.ChunkFailed? failed)
    {
        Fetched = fetched;
        Failed = failed;
    }

    /// <summary>The chunk, if it was fetched.</summary>
    public ChunkProtocol.ChunkFetched? Fetched { get; }

    /// <summary>The failure, if it was not.</summary>
    public ChunkProtocol.ChunkFailed? Failed { get; }

    /// <summary>The lease that ended.</summary>
    public LeaseNumber Lease => Fetched?.Lease ?? Failed!.Lease;

    public static FetchOutcome Of(LeaseNumber lease, long length, ChunkChecksum checksum) => new(new(lease, length, checksum), null);

    public static FetchOutcome Of(LeaseNumber lease, FetchFailure failure) => new(null, new(lease, failure));
}

using System.Collections.Immutable;

namespace ActorDownloader.Messages;

/// <summary>What coordinator and worker say to each other about chunks. File bytes are never among it.</summary>
public static class ChunkProtocol
{
    /// <summary>
    /// Worker → coordinator: "I will hold <paramref name="Slots"/> leases at once." A level, not a difference: it replaces
    /// what was said before, so it may be repeated, and one that crosses a grant does no harm. 0 while draining.
    /// </summary>
    public sealed record Demand(WorkerId Worker, int Slots) : IWireMessage;

    /// <summary>
    /// Coordinator → worker: fetch these. Each lease is answered in exactly one <see cref="Report"/>, unless the worker dies.
    /// </summary>
    public sealed record Grant(ImmutableArray<TransferLeases> Transfers) : IWireMessage;

    /// <summary>Leases of one transfer, and what they have in common.</summary>
    /// <param name="Transfer">The transfer.</param>
    /// <param name="Source">The request to send.</param>
    /// <param name="Path">
    /// The temporary file. It exists: a worker opens it and never creates it, so it cannot bring back one that was removed.
    /// </param>
    /// <param name="ObjectLength">
    /// The object's length in bytes; null until it is known, and then <paramref name="Leases"/> is one that discovers.
    /// </param>
    /// <param name="Checksum">
    /// The checksum to compute over each chunk. A discovering lease uses the one that the origin reports, if it is one of these.
    /// </param>
    /// <param name="Leases">At least one.</param>
    public sealed record TransferLeases(
        TransferId Transfer,
        ObjectSource Source,
        string Path,
        long? ObjectLength,
        ChunkChecksumAlgorithm Checksum,
        ImmutableArray<Lease> Leases);

    /// <summary>
    /// A chunk held by one worker until it reports, is told to stop, or falls silent for longer than <paramref name="Silence"/>.
    /// </summary>
    /// <param name="Number">This grant.</param>
    /// <param name="Index">The chunk's place in the plan.</param>
    /// <param name="Range">
    /// The bytes to fetch, and where in the file they go. For a discovering lease, what the chunk is if the object is at least
    /// <paramref name="DiscoveryThreshold"/> bytes long.
    /// </param>
    /// <param name="Silence">
    /// How long the worker may go without reporting anything on this lease before it must consider it lost and stop writing.
    /// </param>
    /// <param name="DiscoveryThreshold">
    /// Null, or: this lease discovers the object. It asks for the whole object, so that an empty one is no error and the answer
    /// carries the object's checksum. An object shorter than the threshold is one chunk and is read to its end;
    /// of a longer one <paramref name="Range"/> is read and the rest is declined by closing the connection.
    /// </param>
    /// <param name="OwnConnection">
    /// Whether the request is to have a connection that no other request uses: an earlier fetch of the chunk has failed, or does not come
    /// on.
    /// </param>
    public sealed record Lease(
        LeaseNumber Number, int Index, ByteRange Range, TimeSpan Silence, long? DiscoveryThreshold = null, bool OwnConnection = false);

    /// <summary>
    /// Coordinator → worker: stop these, nobody wants their bytes. Each is answered with <see cref="FetchFailureKind.Withdrawn"/>, also one
    /// that the worker does not hold, or with the result that was already under way. Safe to repeat.
    /// </summary>
    public sealed record Withdraw(ImmutableArray<LeaseNumber> Leases) : IWireMessage;

    /// <summary>
    /// Worker → coordinator: what happened since the last report, in this order: discoveries, chunks, failures, progress.
    /// May be late; each entry is judged by its lease number. Any entry renews its lease.
    /// </summary>
    public sealed record Report(
        WorkerId Worker,
        ImmutableArray<ObjectDiscovered> Discovered,
        ImmutableArray<ChunkFetched> Fetched,
        ImmutableArray<ChunkFailed> Failed,
        ImmutableArray<ChunkProgress> Progress) : IWireMessage;

    /// <summary>The headers of a discovering lease's answer; its chunk follows.</summary>
    /// <param name="Lease">The discovering lease.</param>
    /// <param name="ObjectLength">The object's length in bytes.</param>
    /// <param name="ETag">Quotes included; null where the origin has none, and then nothing can be pinned.</param>
    /// <param name="VersionId">S3's version id; null in a bucket without versions.</param>
    /// <param name="LastModified">When the object was written, if the origin says so.</param>
    /// <param name="Checksums">The object's checksums as the origin reported them.</param>
    /// <param name="ChunkChecksum">The algorithm that this lease computes, for the coordinator to use in all later ones.</param>
    public sealed record ObjectDiscovered(
        LeaseNumber Lease,
        long ObjectLength,
        string? ETag,
        string? VersionId,
        DateTimeOffset? LastModified,
        ImmutableArray<ReportedChecksum> Checksums,
        ChunkChecksumAlgorithm ChunkChecksum);

    /// <summary>The chunk's bytes were checked and handed to the operating system, all of them, at their place in the file.</summary>
    /// <param name="Lease">The lease that this ends.</param>
    /// <param name="Length">How many bytes; equal to the chunk's length.</param>
    /// <param name="Checksum">The checksum of those bytes.</param>
    public sealed record ChunkFetched(LeaseNumber Lease, long Length, ChunkChecksum Checksum);

    /// <summary>The lease ended without its chunk. What was written of it does not count.</summary>
    public sealed record ChunkFailed(LeaseNumber Lease, FetchFailure Failure);

    /// <summary>Bytes written so far under a lease that goes on. Never goes back within a lease.</summary>
    public sealed record ChunkProgress(LeaseNumber Lease, long Bytes);
}

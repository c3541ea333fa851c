using System.Collections.Immutable;
using ActorDownloader.Journaling;
using ActorDownloader.Integrity;
using ActorDownloader.Messages;
using ActorDownloader.Planning;

namespace ActorDownloader.Transfers;

/// <summary>What a transfer wants done. The actor does it and answers with a <see cref="TransferEvent"/> where one is named.</summary>
internal abstract record TransferEffect
{
    /// <summary>
    /// Sign the request, for a version if one is given. Where an answer refused the last signature, that answer says what to do
    /// differently: another region, a corrected clock, fresh credentials. Answer: SourceSigned with this number, or SigningFailed.
    /// </summary>
    internal sealed record Sign(int Number, string? VersionId, string? ETag, FetchFailure? Refusal) : TransferEffect;

    /// <summary>
    /// Make the <paramref name="Number"/>-th temporary file, counted from 1. In place of the first, what an earlier run left may be taken
    /// over. Answer: TemporaryCreated, LeftoverClaimed or CreationFailed.
    /// </summary>
    internal sealed record CreateTemporary(int Number) : TransferEffect;

    /// <summary>Write down, from now on, what a later run needs to go on: first the object and its plan.</summary>
    internal sealed record BeginJournal(ObjectFacts Object, ChunkPlan Plan, bool ChecksumsAsked) : TransferEffect;

    /// <summary>Write down that a chunk is in the file.</summary>
    internal sealed record RecordChunk(JournaledChunk Chunk) : TransferEffect;

    /// <summary>Read these chunks and compare them with what they should be. Answer: ChunksReread, until all were told.</summary>
    internal sealed record RereadChunks(string Path, ChunkPlan Plan, ChunkChecksumAlgorithm Checksum, ImmutableArray<JournaledChunk> Chunks)
        : TransferEffect;

    /// <summary>Give the temporary file its length on disk. Answer: Preallocated or PreallocationFailed.</summary>
    internal sealed record Preallocate(string Path, long Length) : TransferEffect;

    /// <summary>Offer chunks to the workers. <paramref name="Plan"/> is null for the one chunk that discovers.</summary>
    internal sealed record Offer(
        ObjectSource Source,
        string Path,
        ChunkPlan? Plan,
        ChunkChecksumAlgorithm Checksum,
        IndexRanges Chunks,
        WorkerId? Avoid,
        bool IsRetry = false,
        bool OwnConnection = false)
        : TransferEffect;

    /// <summary>Use a fresher signature for what has been offered and not yet leased.</summary>
    internal sealed record Resign(ObjectSource Source) : TransferEffect;

    /// <summary>Tell this event to the transfer after a pause; a later wish with the same key replaces this one.</summary>
    internal sealed record Wake(string Key, TransferEvent Event, TimeSpan Delay) : TransferEffect;

    /// <summary>The event under this key is not wanted any more.</summary>
    internal sealed record CancelWake(string Key) : TransferEffect;

    /// <summary>
    /// Take back all that is offered or leased. Answer, where <paramref name="Answer"/> says so: Withdrawn, when nothing more can come of
    /// it.
    /// </summary>
    internal sealed record Withdraw(bool Answer = false) : TransferEffect;

    /// <summary>
    /// Take back all that is offered or leased. Answer: Fenced, when nobody writes to the file any more; never, if that cannot be known.
    /// </summary>
    internal sealed record Fence : TransferEffect;

    /// <summary>Ask the origin how long the object's parts are. Answer: PartLengthFound or PartLengthUnknown.</summary>
    internal sealed record FindPartLength(string? VersionId, string? ETag) : TransferEffect;

    /// <summary>
    /// Compute the file's checksum: over its bytes, or over the checksums of parts of that length. Answer: FileSummed or SummingFailed.
    /// </summary>
    internal sealed record SumFile(string Path, long Length, FileChecksumAlgorithm Algorithm, long? PartLength) : TransferEffect;

    /// <summary>Compare the file with what was written down of its chunks. Answer: DamageFound, also where nothing can be read.</summary>
    internal sealed record FindDamage(string Path, ChunkPlan Plan, ChunkChecksumAlgorithm Checksum) : TransferEffect;

    /// <summary>
    /// Put the temporary file in the destination's place, if it has the bytes that workers wrote, or where somebody may still write to it a
    /// copy that has. Answer: Published or PublishingFailed.
    /// </summary>
    internal sealed record Publish(string Path, long Length, ChunkChecksum Bytes, bool AsCopy = false) : TransferEffect;

    /// <summary>Remove the temporary file and its journal. Answer: Discarded, whatever happens.</summary>
    internal sealed record Discard(string Path) : TransferEffect;

    /// <summary>Let go of the temporary file and leave it, with its journal, for a later run. Answer: Kept, whatever happens.</summary>
    internal sealed record Keep(string Path) : TransferEffect;

    /// <summary>Resolve the caller's task and stop.</summary>
    internal sealed record End : TransferEffect;
}

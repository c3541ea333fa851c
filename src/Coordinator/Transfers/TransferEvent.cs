using System.Collections.Immutable;
using ActorDownloader.Destinations;
using ActorDownloader.Journaling;
using ActorDownloader.Integrity;
using ActorDownloader.Messages;
using ActorDownloader.Scheduling;

namespace ActorDownloader.Transfers;

/// <summary>What can happen to a transfer.</summary>
internal abstract record TransferEvent
{
    /// <summary>
    /// The answer to the <paramref name="Number"/>-th wish for a signature; good for <paramref name="Lifetime"/> from now.
    /// </summary>
    internal sealed record SourceSigned(int Number, ObjectSource Source, TimeSpan Lifetime) : TransferEvent;

    /// <summary>The request could not be signed.</summary>
    internal sealed record SigningFailed(TransferFailure Failure) : TransferEvent;

    /// <summary>The signature is about to expire.</summary>
    internal sealed record SourceStale : TransferEvent;

    /// <summary>
    /// The temporary file stands beside the destination. Where an earlier run had left one, <paramref name="Remark"/> says why it is not
    /// that.
    /// </summary>
    internal sealed record TemporaryCreated(string Path, string? Remark = null) : TransferEvent;

    /// <summary>What an earlier run left is this transfer's now.</summary>
    internal sealed record LeftoverClaimed(string Path, Leftover Found) : TransferEvent;

    /// <summary>Some chunks of a leftover were read: these have the bytes that were written down, those do not.</summary>
    internal sealed record ChunksReread(string Path, ImmutableArray<JournaledChunk> Intact, ImmutableArray<JournaledChunk> Damaged)
        : TransferEvent;

    /// <summary>No temporary file could be made.</summary>
    internal sealed record CreationFailed(TransferFailure Failure) : TransferEvent;

    /// <summary>The temporary file has the object's length on disk.</summary>
    internal sealed record Preallocated : TransferEvent;

    /// <summary>There is no room for the object.</summary>
    internal sealed record PreallocationFailed(TransferFailure Failure) : TransferEvent;

    /// <summary>The first answer's headers are here.</summary>
    internal sealed record Discovered(ObjectFacts Object) : TransferEvent;

    /// <summary>A chunk's bytes are in the file.</summary>
    internal sealed record ChunkFetched(int Index, long Length, ChunkChecksum Checksum, WorkerIdentity Worker) : TransferEvent;

    /// <summary>A worker could not fetch a chunk.</summary>
    internal sealed record ChunkFailed(int Index, FetchFailure Failure, WorkerIdentity Worker) : TransferEvent;

    /// <summary>A worker that held a chunk is gone, or has been silent for too long. Then it may write its bytes nevertheless.</summary>
    internal sealed record ChunkLost(int Index, string Reason, WorkerIdentity Worker, bool MayWrite = false) : TransferEvent;

    /// <summary>A chunk that takes longer than others is fetched a second time; whichever copy is whole first counts.</summary>
    internal sealed record ChunkHedged(int Index) : TransferEvent;

    /// <summary>
    /// One of two copies of a chunk has ended in vain, after <paramref name="Bytes"/> bytes. The other one counts, or runs on.
    /// </summary>
    internal sealed record CopyDropped(int Index, long Bytes) : TransferEvent;

    /// <summary>A chunk in flight has come further.</summary>
    internal sealed record ChunkProgressed(int Index, long Bytes) : TransferEvent;

    /// <summary>
    /// The pause before a chunk's next attempt is over. One after a loss says nothing against the origin. Where it was not one request too
    /// many that failed, another connection may do better.
    /// </summary>
    internal sealed record RetryDue(int Index, WorkerId Avoid, bool IsAfterLoss = false, bool OwnConnection = false) : TransferEvent;

    /// <summary>The origin has told the length of the first part of the object of that ETag.</summary>
    internal sealed record PartLengthFound(long Length, string? ETag = null) : TransferEvent;

    /// <summary>The origin did not tell it.</summary>
    internal sealed record PartLengthUnknown(FetchFailure Failure, string? ETag = null) : TransferEvent;

    /// <summary>The pause before it is asked again is over.</summary>
    internal sealed record PartLengthDue : TransferEvent;

    /// <summary>The file's checksum, in the form of <see cref="FileChecksum"/>.</summary>
    internal sealed record FileSummed(string Path, string Value) : TransferEvent;

    /// <summary>The file could not be read.</summary>
    internal sealed record SummingFailed(TransferFailure Failure) : TransferEvent;

    /// <summary>
    /// What the chunks were when they came, as far as is written down, ascending; and which of them the file has otherwise.
    /// </summary>
    internal sealed record DamageFound(string Path, ImmutableArray<JournaledChunk> Came, ImmutableArray<JournaledChunk> Damaged)
        : TransferEvent;

    /// <summary>There is nobody to do the work, and nobody is coming.</summary>
    internal sealed record WorkersUnavailable(string Reason) : TransferEvent;

    /// <summary>Somebody wants the transfer to end, and with <paramref name="Keep"/> to be able to go on later.</summary>
    internal sealed record CancelRequested(bool Keep = false) : TransferEvent;

    /// <summary>What was offered or leased before is forgotten: nothing is told of it any more.</summary>
    internal sealed record Withdrawn : TransferEvent;

    /// <summary>Nobody writes to the file any more.</summary>
    internal sealed record Fenced : TransferEvent;

    /// <summary>That was waited for for long enough.</summary>
    internal sealed record FenceOverdue : TransferEvent;

    /// <summary>The file stands under its name.</summary>
    internal sealed record Published : TransferEvent;

    /// <summary>The file could not be put in its place; the temporary one still is where it was.</summary>
    internal sealed record PublishingFailed(TransferFailure Failure) : TransferEvent;

    /// <summary>A temporary file is gone.</summary>
    internal sealed record Discarded(string Path) : TransferEvent;

    /// <summary>A temporary file was let go of: it stays for a later run, or is gone after all.</summary>
    internal sealed record Kept(string Path, bool Stays) : TransferEvent;
}

/// <summary>What a discovering lease found out about the object.</summary>
internal sealed record ObjectFacts(
    long Length,
    string? ETag,
    string? VersionId,
    ImmutableArray<ReportedChecksum> Checksums,
    ChunkChecksumAlgorithm ChunkChecksum);

/// <summary>Why a transfer fails, before it becomes an exception.</summary>
/// <param name="Kind">What the caller sees.</param>
/// <param name="Message">What happened and what to do, for a person.</param>
/// <param name="Fetch">The worker's report, where one caused it.</param>
/// <param name="Cause">The exception, where one caused it.</param>
internal sealed record TransferFailure(DownloadErrorKind Kind, string Message, FetchFailure? Fetch = null, Exception? Cause = null);

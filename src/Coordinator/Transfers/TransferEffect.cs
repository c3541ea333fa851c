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

    /// <summary>Make the <paramref name="Number"/>-th temporary file, counted from 1. Answer: TemporaryCreated or CreationFailed.</summary>
    internal sealed record CreateTemporary(int Number) : TransferEffect;

    /// <summary>Give the temporary file its length on disk. Answer: Preallocated or PreallocationFailed.</summary>
    internal sealed record Preallocate(string Path, long Length) : TransferEffect;

    /// <summary>Offer chunks to the workers. <paramref name="Plan"/> is null for the one chunk that discovers.</summary>
    internal sealed record Offer(ObjectSource Source, string Path, ChunkPlan? Plan, ChunkChecksumAlgorithm Checksum, IndexRanges Chunks, WorkerId? Avoid) : TransferEffect;

    /// <summary>Use a fresher signature for what has been offered and not yet leased.</summary>
    internal sealed record Resign(ObjectSource Source) : TransferEffect;

    /// <summary>Tell this event to the transfer after a pause; a later wish with the same key replaces this one.</summary>
    internal sealed record Wake(string Key, TransferEvent Event, TimeSpan Delay) : TransferEffect;

    /// <summary>Take back all that is offered or leased.</summary>
    internal sealed record Withdraw : TransferEffect;

    /// <summary>Put the temporary file in the destination's place. Answer: Published or PublishingFailed.</summary>
    internal sealed record Publish(string Path, long Length) : TransferEffect;

    /// <summary>Remove the temporary file. Answer: Discarded, whatever happens.</summary>
    internal sealed record Discard(string Path) : TransferEffect;

    /// <summary>Resolve the caller's task and stop.</summary>
    internal sealed record End : TransferEffect;
}

using System.Collections.Immutable;
using ActorDownloader.Integrity;
using ActorDownloader.Journaling;
using ActorDownloader.Messages;
using ActorDownloader.Planning;

namespace ActorDownloader.Destinations;

/// <summary>
/// The file that a transfer grows, and its journal. While it is open no other coordinator takes it over; the operating system sees to
/// that, also when this process is killed. Any thread may call; what blocks says so.
/// </summary>
internal interface ITemporaryFile : IDisposable
{
    /// <summary>Its full path.</summary>
    string Path { get; }

    /// <summary>What an earlier run left in it; null for a new file.</summary>
    Leftover? Leftover { get; }

    /// <summary>Why what an earlier run left was not taken over; null where there was nothing, or it was.</summary>
    string? Remark { get; }

    /// <summary>Takes room on disk for the whole object, so that a full disk is noticed now. Blocks.</summary>
    /// <exception cref="DestinationException">There is no room.</exception>
    void Preallocate(long length);

    /// <summary>Has a journal written from now on. Does not block; what fails is told as the claim says.</summary>
    /// <param name="header">What it is about.</param>
    /// <param name="salt">Any number, another one each time.</param>
    void BeginJournal(JournalHeader header, ulong salt);

    /// <summary>Has a chunk written down, whose bytes are in the file. Does not block; without a journal it does nothing.</summary>
    void Record(JournaledChunk chunk);

    /// <summary>What has been written down of chunks, ascending; nothing without a journal that can be read. Blocks.</summary>
    ImmutableArray<JournaledChunk> ReadJournal();

    /// <summary>
    /// Puts on disk what has been written down, the bytes before the journal. Blocks; does nothing where there is nothing new.
    /// </summary>
    void Flush();

    /// <summary>
    /// Reads chunks, on a thread of the pool and when it is their turn, and tells batch by batch which of them have the bytes that they
    /// should have.
    /// </summary>
    Task RereadAsync(
        ChunkPlan plan,
        ChunkChecksumAlgorithm checksum,
        ImmutableArray<JournaledChunk> chunks,
        Action<ImmutableArray<JournaledChunk>, ImmutableArray<JournaledChunk>> tell,
        CancellationToken cancellationToken);

    /// <summary>Computes the file's checksum, over its bytes or over the checksums of parts of that length. Blocks for long.</summary>
    /// <returns>The value in the form of <see cref="FileChecksum"/>.</returns>
    /// <exception cref="DestinationException">It cannot be read, or is shorter.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    string Sum(long length, FileChecksumAlgorithm algorithm, long? partLength, CancellationToken cancellationToken);

    /// <summary>Puts the file in the destination's place in one step: whoever looks sees the old file or the new one. Blocks.</summary>
    /// <param name="length">How long it must be.</param>
    /// <param name="bytes">
    /// The checksum of what was written to it; read again only where the file system shows that something is missing.
    /// </param>
    /// <param name="asCopy">
    /// Whether a copy is put there, so that who still writes to the file does not write to the destination; takes as much room again.
    /// </param>
    /// <exception cref="DestinationException">
    /// It could not be, or somebody else changed the file; the temporary file is where it was.
    /// </exception>
    void Publish(long length, ChunkChecksum bytes, bool asCopy = false);

    /// <summary>Lets go of the file and leaves it, with its journal, for a later run. Blocks. Never throws.</summary>
    /// <returns>False where there is no journal that a later run could go by: then the file was removed.</returns>
    bool Keep();

    /// <summary>Removes file and journal, if they are there. Blocks. Never throws.</summary>
    void Discard();
}

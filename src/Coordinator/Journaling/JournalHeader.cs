using ActorDownloader.Planning;
using ActorDownloader.Transfers;

namespace ActorDownloader.Journaling;

/// <summary>What the chunks of a journal are chunks of.</summary>
/// <param name="Request">Whose journal it is.</param>
/// <param name="Object">The version that every byte comes from.</param>
/// <param name="Plan">How it is cut.</param>
/// <param name="ChecksumsAsked">Whether the origin was asked for the object's checksums; if not, it may have some all the same.</param>
internal sealed record JournalHeader(RequestIdentity Request, ObjectFacts Object, ChunkPlan Plan, bool ChecksumsAsked);

/// <summary>A chunk whose bytes were in the file when it was written down.</summary>
/// <param name="Index">Its index in the plan.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Checksum">The checksum of its bytes, by the algorithm of the header's object.</param>
internal readonly record struct JournaledChunk(int Index, long Length, ulong Checksum);

using ActorDownloader.Messages;

namespace ActorDownloader.Scheduling;

/// <summary>A lease that has not ended.</summary>
/// <param name="Chunk">What is leased.</param>
/// <param name="Worker">Who holds it.</param>
/// <param name="Since">When it was granted; monotonic time.</param>
/// <param name="HeardOf">When it was granted or reported on last.</param>
/// <param name="IsWanted">False once it was taken back: only the slot waits for the answer.</param>
/// <param name="Bytes">How many bytes of it were reported so far.</param>
internal sealed record Holding(ChunkId Chunk, WorkerId Worker, TimeSpan Since, TimeSpan HeardOf, bool IsWanted, long Bytes);

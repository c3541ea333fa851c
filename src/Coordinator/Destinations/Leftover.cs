using System.Collections.Immutable;
using ActorDownloader.Journaling;

namespace ActorDownloader.Destinations;

/// <summary>What an earlier run left: what its journal says. Nothing of it is proven yet.</summary>
internal sealed record Leftover(JournalHeader Header, ImmutableArray<JournaledChunk> Chunks);

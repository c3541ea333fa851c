namespace ActorDownloader.Planning;

/// <summary>The sizes that a plan is made from, all in bytes.</summary>
/// <param name="Threshold">An object shorter than this is one chunk.</param>
/// <param name="ChunkLength">The length of a chunk of an ordinary object, and always of chunk 0.</param>
/// <param name="MaxChunkLength">
/// What the length may grow to for an object that would otherwise have more than <paramref name="TargetCount"/> chunks.
/// </param>
/// <param name="TargetCount">The number of chunks up to which the length does not grow.</param>
internal sealed record ChunkSizing(long Threshold, long ChunkLength, long MaxChunkLength, int TargetCount)
{
    /// <summary>More chunks than this no plan has, whatever the limits: their indices and their bookkeeping stay small.</summary>
    public const int MaxCount = 1_000_000;

    /// <summary>Doubles the length until the object has at most <see cref="TargetCount"/> chunks or the limit is reached.</summary>
    public long LengthFor(long objectLength)
    {
        var length = ChunkLength;
        while (objectLength / length >= MaxCount || (objectLength / length >= TargetCount && length * 2 <= MaxChunkLength))
        {
            length *= 2;
        }

        return length;
    }
}

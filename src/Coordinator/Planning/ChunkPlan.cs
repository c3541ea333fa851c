using ActorDownloader.Messages;

namespace ActorDownloader.Planning;

/// <summary>
/// How an object is cut into chunks. Chunk 0 is what the discovering lease reads; the rest is cut evenly behind it.
/// The chunks cover the object exactly: no gap, no overlap. An empty object is one empty chunk.
/// </summary>
/// <param name="ObjectLength">The object's length in bytes.</param>
/// <param name="FirstLength">The length of chunk 0.</param>
/// <param name="ChunkLength">The length of every other chunk but the last, which may be shorter.</param>
internal readonly record struct ChunkPlan(long ObjectLength, long FirstLength, long ChunkLength)
{
    /// <summary>How many chunks there are; at least 1.</summary>
    public int Count => 1 + (int)((ObjectLength - FirstLength) / ChunkLength) + ((ObjectLength - FirstLength) % ChunkLength > 0 ? 1 : 0);

    /// <summary>The bytes of a chunk.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is not in [0, <see cref="Count"/>).</exception>
    public ByteRange RangeOf(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        if (index == 0)
        {
            return new ByteRange(0, FirstLength);
        }

        var start = FirstLength + ((index - 1) * ChunkLength);
        return new ByteRange(start, start + Math.Min(ChunkLength, ObjectLength - start));
    }

    /// <summary>Cuts an object of known length. Gives chunk 0 the same length as the discovering lease did, whoever computes it.</summary>
    public static ChunkPlan For(long objectLength, ChunkSizing sizing) => objectLength < sizing.Threshold
        ? new ChunkPlan(objectLength, objectLength, sizing.ChunkLength)
        : new ChunkPlan(objectLength, Math.Min(objectLength, sizing.ChunkLength), sizing.LengthFor(objectLength));
}

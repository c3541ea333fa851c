namespace ActorDownloader.LoopbackOrigin.Content;

/// <summary>The bytes of an object, readable at any offset. Immutable, so any number of requests may read at once.</summary>
public abstract class ObjectContent
{
    private protected ObjectContent(long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
    }

    /// <summary>How many bytes there are.</summary>
    public long Length { get; }

    /// <summary>Content that follows from a seed: any length, nothing stored, every byte known to whoever knows the seed.</summary>
    /// <param name="seed">Two seeds give contents that differ in every 512-byte block.</param>
    /// <param name="length">Bytes; 0 or more.</param>
    public static ObjectContent Generated(ulong seed, long length) => new GeneratedContent(seed, length);

    /// <summary>Content that was given. The memory must not change afterwards.</summary>
    public static ObjectContent Of(ReadOnlyMemory<byte> bytes) => new StoredContent(bytes);

    /// <summary>Fills <paramref name="destination"/> with the bytes from <paramref name="offset"/> on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not all of these bytes are within the content.</exception>
    public void Read(long offset, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - destination.Length);
        Fill(offset, destination);
    }

    /// <summary>All bytes, for content that fits in memory.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        Fill(0, bytes);
        return bytes;
    }

    private protected abstract void Fill(long offset, Span<byte> destination);
}

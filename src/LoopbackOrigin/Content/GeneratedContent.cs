using System.Buffers.Binary;

namespace ActorDownloader.LoopbackOrigin.Content;

/// <summary>
/// Content made of 512-byte blocks: eight bytes that name the seed and the block, then a stretch of one fixed random pattern.
/// Producing it costs a copy and one store a block, yet bytes in a wrong place, of another seed or left zero show within a block.
/// </summary>
internal sealed class GeneratedContent(ulong seed, long length) : ObjectContent(length)
{
    private const int BlockBytes = 512;
    private const int StampBytes = sizeof(ulong);

    // A power of two that stays in a core's second-level cache, so that copying from it reads no memory.
    private const int PatternBytes = 256 * 1024;

    private static readonly byte[] Pattern = MakePattern();

    private protected override void Fill(long offset, Span<byte> destination)
    {
        CopyPattern(offset, destination);
        for (var block = offset / BlockBytes; ; block++)
        {
            var at = (block * BlockBytes) - offset;
            if (at >= destination.Length)
            {
                return;
            }

            Stamp(block, at, destination);
        }
    }

    private static void CopyPattern(long offset, Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            var from = (int)(offset & (PatternBytes - 1));
            var count = Math.Min(destination.Length, PatternBytes - from);
            Pattern.AsSpan(from, count).CopyTo(destination);
            destination = destination[count..];
            offset += count;
        }
    }

    // The stamp of a block that begins at the given place of the destination; the first and the last may be cut.
    private void Stamp(long block, long at, Span<byte> destination)
    {
        var value = Mix(unchecked(seed + ((ulong)block * 0x9E37_79B9_7F4A_7C15)));
        if (at >= 0 && at + StampBytes <= destination.Length)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(destination[(int)at..], value);
            return;
        }

        Span<byte> stamp = stackalloc byte[StampBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(stamp, value);
        for (var i = 0; i < StampBytes; i++)
        {
            if (at + i >= 0 && at + i < destination.Length)
            {
                destination[(int)(at + i)] = stamp[i];
            }
        }
    }

    private static byte[] MakePattern()
    {
        var pattern = new byte[PatternBytes];
        for (var i = 0; i < PatternBytes; i += sizeof(ulong))
        {
            BinaryPrimitives.WriteUInt64LittleEndian(pattern.AsSpan(i), Mix(unchecked((ulong)i * 0xD134_2543_DE82_EF95)));
        }

        return pattern;
    }

    // A bijection of 64-bit numbers that scatters neighbours (the finaliser of Vigna's splitmix64), so two blocks of one object never share
    // a stamp.
    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
            value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
            return value ^ (value >> 31);
        }
    }
}

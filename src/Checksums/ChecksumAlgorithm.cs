using System.Buffers.Binary;

namespace ActorDownloader.Checksums;

/// <summary>
/// A CRC that S3 can report for a whole object and that adjacent runs of bytes can be combined to: what each chunk's bytes sum to,
/// joined in order, is what the object's bytes sum to. Immutable; safe for all threads.
/// </summary>
/// <remarks>
/// A checksum is the finished value that S3 and zip print, not the bare register: the checksum of no bytes is 0. A 32-bit algorithm
/// uses the low 32 bits of a value and ignores the others.
/// </remarks>
public sealed class ChecksumAlgorithm
{
    private readonly ReflectedPolynomial _polynomial;
    private readonly RegisterUpdater _updater;

    private ChecksumAlgorithm(string name, int bits, ulong generator)
    {
        Name = name;
        _polynomial = new ReflectedPolynomial(bits, generator);
        _updater = new RegisterUpdater(_polynomial);
    }

    /// <summary>CRC-32C, Castagnoli's polynomial: RFC 3720, appendix B.4. The checksum of <c>123456789</c> is <c>E3069283</c>.</summary>
    public static ChecksumAlgorithm Crc32C { get; } = new("crc32c", 32, 0x1EDC6F41);

    /// <summary>CRC-32 of zip, gzip and Ethernet: ITU-T V.42, 8.1.1.6.2. The checksum of <c>123456789</c> is <c>CBF43926</c>.</summary>
    public static ChecksumAlgorithm Crc32 { get; } = new("crc32", 32, 0x04C11DB7);

    /// <summary>
    /// CRC-64/NVME: NVM Express NVM Command Set Specification 1.0, the 64-bit CRC of end-to-end data protection.
    /// The checksum of <c>123456789</c> is <c>AE8B14860A799888</c>.
    /// </summary>
    public static ChecksumAlgorithm Crc64Nvme { get; } = new("crc64nvme", 64, 0xAD93D23594C93659);

    /// <summary>The last word of S3's header, <c>x-amz-checksum-…</c>, in lower case.</summary>
    public string Name { get; }

    /// <summary>How many bytes a checksum has: 4 or 8.</summary>
    public int ByteCount => _polynomial.Degree / 8;

    /// <summary>The checksum of what <paramref name="checksum"/> stands for followed by <paramref name="data"/>.</summary>
    /// <param name="checksum">The checksum so far; 0 to begin.</param>
    /// <param name="data">The bytes that follow; may be empty.</param>
    public ulong Append(ulong checksum, ReadOnlySpan<byte> data) =>
        ~_updater.Update(~checksum & _polynomial.Mask, data) & _polynomial.Mask;

    /// <summary>
    /// The checksum of two adjacent runs of bytes from the checksums of each. Takes a multiplication for each bit set in
    /// <paramref name="secondLength"/>, whatever the lengths. Associative, so runs may be joined in any grouping, but not in any order.
    /// </summary>
    /// <param name="first">The checksum of the run that comes first.</param>
    /// <param name="second">The checksum of the run right behind it.</param>
    /// <param name="secondLength">The second run's length in bytes; 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="secondLength"/> is negative.</exception>
    public ulong Combine(ulong first, ulong second, long secondLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(secondLength);
        // Both runs begin and end by inverting the register, which cancels out of the sum.
        var shift = _polynomial.PowerOfXForBytes((ulong)secondLength);
        return _polynomial.Multiply(shift, first & _polynomial.Mask) ^ (second & _polynomial.Mask);
    }

    /// <summary>The form that S3's headers have: base64 of the value's bytes, most significant first.</summary>
    public string ToBase64(ulong checksum)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, checksum);
        return Convert.ToBase64String(bytes[^ByteCount..]);
    }

    /// <summary>Reads what <see cref="ToBase64"/> writes.</summary>
    /// <returns>False where <paramref name="text"/> is anything else, as S3's checksum of checksums (<c>…-3</c>) is.</returns>
    public bool TryParseBase64(ReadOnlySpan<char> text, out ulong checksum)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        bytes.Clear();
        var parsed = Convert.TryFromBase64Chars(text, bytes[^ByteCount..], out var written) && written == ByteCount;
        checksum = parsed ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : 0;
        return parsed;
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

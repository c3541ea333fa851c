using System.Buffers.Binary;

namespace ActorDownloader.LoopbackOrigin.Checksums;

/// <summary>
/// A CRC in reflected form with all-ones start and final inversion, as all of S3's are, up to 64 bits wide. Computed from its
/// polynomial and nothing else, so that it can judge the engine's own faster ones.
/// </summary>
internal sealed class ReflectedCrc
{
    // Polynomials with their bits reversed, from the catalogue of parametrised CRC algorithms (reveng): ISO-HDLC, ISCSI, NVME.
    public static readonly ReflectedCrc Crc32 = new(32, 0xEDB8_8320);
    public static readonly ReflectedCrc Crc32C = new(32, 0x82F6_3B78);
    public static readonly ReflectedCrc Crc64Nvme = new(64, 0x9A6C_9329_AC4B_C9B5);

    private readonly ulong _ones;

    // Row k holds what byte b becomes after k more zero bytes: eight look-ups advance eight bytes.
    private readonly ulong[] _table = new ulong[8 * 256];

    private ReflectedCrc(int width, ulong polynomial)
    {
        Bytes = width / 8;
        _ones = ulong.MaxValue >> (64 - width);
        for (var b = 0; b < 256; b++)
        {
            var register = (ulong)b;
            for (var bit = 0; bit < 8; bit++)
            {
                register = (register >> 1) ^ ((register & 1) == 0 ? 0 : polynomial);
            }

            _table[b] = register;
        }

        for (var i = 256; i < _table.Length; i++)
        {
            _table[i] = (_table[i - 256] >> 8) ^ _table[_table[i - 256] & 0xFF];
        }
    }

    /// <summary>How many bytes the value has.</summary>
    public int Bytes { get; }

    /// <summary>The register before the first byte.</summary>
    public ulong Start => _ones;

    /// <summary>The register after these bytes.</summary>
    public ulong Append(ulong register, ReadOnlySpan<byte> bytes)
    {
        var table = _table;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            var word = register ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            register = 0;
            for (var row = 7; row >= 0; row--)
            {
                register ^= table[(row * 256) + (int)(word & 0xFF)];
                word >>= 8;
            }
        }

        foreach (var b in bytes)
        {
            register = (register >> 8) ^ table[(int)((register ^ b) & 0xFF)];
        }

        return register;
    }

    /// <summary>The checksum's bytes in the order S3 writes them: most significant first.</summary>
    public byte[] Finish(ulong register)
    {
        var big = BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(register ^ _ones) : register ^ _ones;
        return BitConverter.GetBytes(big)[^Bytes..];
    }
}

using System.Buffers.Binary;

namespace ActorDownloader.Checksums;

/// <summary>
/// A CRC by table look-up, eight bytes a step ("slicing by 8"): what a processor without carry-less multiplication gets,
/// and what finishes the last bytes everywhere. Immutable; safe for all threads.
/// </summary>
internal sealed class SlicedTables
{
    private const int Slices = 8;

    // Slice s holds, for each byte, the register after that byte and s zero bytes.
    private readonly ulong[] _slices;

    public SlicedTables(ReflectedPolynomial polynomial)
    {
        var slices = new ulong[Slices * 256];
        for (var value = 0; value < 256; value++)
        {
            var register = (ulong)value;
            for (var bit = 0; bit < 8; bit++)
            {
                register = polynomial.TimesX(register);
            }

            slices[value] = register;
        }

        for (var i = 256; i < slices.Length; i++)
        {
            var register = slices[i - 256];
            slices[i] = (register >> 8) ^ slices[(int)(register & 0xff)];
        }

        _slices = slices;
    }

    /// <summary>The register after <paramref name="data"/>.</summary>
    public ulong Update(ulong register, ReadOnlySpan<byte> data)
    {
        // The constant length lets the compiler see that no index leaves the table.
        var slices = _slices.AsSpan(0, Slices * 256);
        for (; data.Length >= Slices; data = data[Slices..])
        {
            var x = register ^ BinaryPrimitives.ReadUInt64LittleEndian(data);
            register = slices[0x700 + (byte)x]
                ^ slices[0x600 + (byte)(x >> 8)]
                ^ slices[0x500 + (byte)(x >> 16)]
                ^ slices[0x400 + (byte)(x >> 24)]
                ^ slices[0x300 + (byte)(x >> 32)]
                ^ slices[0x200 + (byte)(x >> 40)]
                ^ slices[0x100 + (byte)(x >> 48)]
                ^ slices[(byte)(x >> 56)];
        }

        foreach (var value in data)
        {
            register = (register >> 8) ^ slices[(byte)(register ^ value)];
        }

        return register;
    }
}

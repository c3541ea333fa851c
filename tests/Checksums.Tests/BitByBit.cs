namespace ActorDownloader.Checksums;

/// <summary>The definition of a reflected CRC, a bit at a time, with nothing of the product's arithmetic in it.</summary>
internal sealed class BitByBit(string name, int bits, ulong reflectedGenerator)
{
    public static BitByBit Crc32C { get; } = new("crc32c", 32, 0x82F63B78);

    public static BitByBit Crc32 { get; } = new("crc32", 32, 0xEDB88320);

    public static BitByBit Crc64Nvme { get; } = new("crc64nvme", 64, 0x9A6C9329AC4BC9B5);

    public string Name => name;

    private ulong Ones => ulong.MaxValue >> (64 - bits);

    public static BitByBit Named(string name) => new[] { Crc32C, Crc32, Crc64Nvme }.Single(definition => definition.Name == name);

    public ulong Update(ulong register, ReadOnlySpan<byte> data)
    {
        foreach (var value in data)
        {
            register ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                register = (register & 1) == 0 ? register >> 1 : (register >> 1) ^ reflectedGenerator;
            }
        }

        return register;
    }

    public ulong Append(ulong checksum, ReadOnlySpan<byte> data) => Update(checksum ^ Ones, data) ^ Ones;

    public ulong Checksum(ReadOnlySpan<byte> data) => Append(0, data);
}

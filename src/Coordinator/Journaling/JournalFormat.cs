using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using ActorDownloader.Checksums;

namespace ActorDownloader.Journaling;

/// <summary>
/// A journal's bytes, written. All numbers are little-endian.
/// <list type="table">
/// <item><term>preamble</term><description>magic (8 bytes), version (2), salt (8), CRC-32C of these (4); the same in all
/// versions</description></item>
/// <item><term>record</term><description>length of its payload (4), CRC-32C over salt, length and payload (4), payload</description></item>
/// <item><term>payload 1</term><description>the header: the first record, and only once</description></item>
/// <item><term>payload 2</term><description>a chunk: index (4), length (8), checksum (8)</description></item>
/// </list>
/// The salt is another one in each journal, so that bytes of an older journal, which a file system may show after a power cut, are no
/// records of this one. Pure.
/// </summary>
internal static class JournalFormat
{
    /// <summary>What this program writes. It reads this one; a newer one is not its business.</summary>
    public const ushort Version = 1;

    public const int PreambleBytes = 22;
    public const int FrameBytes = 8;
    public const int ChunkPayloadBytes = 21;
    public const byte HeaderKind = 1;
    public const byte ChunkKind = 2;

    /// <summary>Stands for a text that there is none of.</summary>
    public const uint NoText = uint.MaxValue;

    public static ReadOnlySpan<byte> Magic => "ACTORDLJ"u8;

    /// <summary>The beginning of a journal.</summary>
    public static byte[] Begin(JournalHeader header, ulong salt)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        Span<byte> preamble = stackalloc byte[PreambleBytes];
        Magic.CopyTo(preamble);
        BinaryPrimitives.WriteUInt16LittleEndian(preamble[8..], Version);
        BinaryPrimitives.WriteUInt64LittleEndian(preamble[10..], salt);
        BinaryPrimitives.WriteUInt32LittleEndian(preamble[18..], (uint)ChecksumAlgorithm.Crc32C.Append(0, preamble[..18]));
        bytes.Write(preamble);
        AddRecord(bytes, Payload(header), salt);
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>A chunk's record.</summary>
    public static void AddChunk(IBufferWriter<byte> bytes, JournaledChunk chunk, ulong salt)
    {
        Span<byte> payload = stackalloc byte[ChunkPayloadBytes];
        payload[0] = ChunkKind;
        BinaryPrimitives.WriteInt32LittleEndian(payload[1..], chunk.Index);
        BinaryPrimitives.WriteInt64LittleEndian(payload[5..], chunk.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(payload[13..], chunk.Checksum);
        AddRecord(bytes, payload, salt);
    }

    /// <summary>The checksum that stands before a payload.</summary>
    public static uint ChecksumOf(ReadOnlySpan<byte> length, ReadOnlySpan<byte> payload, ulong salt)
    {
        Span<byte> salted = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(salted, salt);
        var crc = ChecksumAlgorithm.Crc32C;
        return (uint)crc.Append(crc.Append(crc.Append(0, salted), length), payload);
    }

    private static void AddRecord(IBufferWriter<byte> bytes, ReadOnlySpan<byte> payload, ulong salt)
    {
        Span<byte> frame = stackalloc byte[FrameBytes];
        BinaryPrimitives.WriteInt32LittleEndian(frame, payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[4..], ChecksumOf(frame[..4], payload, salt));
        bytes.Write(frame);
        bytes.Write(payload);
    }

    private static ReadOnlySpan<byte> Payload(JournalHeader header)
    {
        var (request, found, plan) = (header.Request, header.Object, header.Plan);
        var payload = new ArrayBufferWriter<byte>(256);
        AddByte(payload, HeaderKind);
        AddText(payload, request.Endpoint);
        AddText(payload, request.Bucket);
        AddText(payload, request.Key);
        AddText(payload, request.VersionId);
        AddText(payload, request.FileName);
        AddText(payload, found.ETag);
        AddText(payload, found.VersionId);
        AddNumber(payload, found.Length);
        AddNumber(payload, plan.FirstLength);
        AddNumber(payload, plan.ChunkLength);
        AddByte(payload, (byte)found.ChunkChecksum);
        AddByte(payload, (byte)(header.ChecksumsAsked ? 1 : 0));
        AddByte(payload, checked((byte)found.Checksums.Length));
        foreach (var checksum in found.Checksums)
        {
            AddText(payload, checksum.Algorithm);
            AddText(payload, checksum.Value);
            AddText(payload, checksum.Type);
        }

        return payload.WrittenSpan;
    }

    private static void AddByte(ArrayBufferWriter<byte> payload, byte value) => payload.Write([value]);

    private static void AddNumber(ArrayBufferWriter<byte> payload, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(payload.GetSpan(sizeof(long)), value);
        payload.Advance(sizeof(long));
    }

    private static void AddText(ArrayBufferWriter<byte> payload, string? text)
    {
        var bytes = text is null ? [] : Encoding.UTF8.GetBytes(text);
        BinaryPrimitives.WriteUInt32LittleEndian(payload.GetSpan(sizeof(uint)), text is null ? NoText : (uint)bytes.Length);
        payload.Advance(sizeof(uint));
        payload.Write(bytes);
    }
}

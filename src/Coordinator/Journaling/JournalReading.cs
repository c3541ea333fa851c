using System.Buffers.Binary;
using System.Collections.Immutable;
using ActorDownloader.Checksums;
using ActorDownloader.Messages;
using ActorDownloader.Planning;
using ActorDownloader.Transfers;

namespace ActorDownloader.Journaling;

/// <summary>What a journal's bytes say. Pure: whatever the bytes are, reading them throws nothing and makes up nothing.</summary>
internal abstract record JournalReading
{
    /// <summary>Nothing can be learnt from it: it was cut in its header, or never written.</summary>
    internal sealed record Torn : JournalReading;

    /// <summary>No journal of ours, or one of a newer program: not ours to touch.</summary>
    internal sealed record Foreign : JournalReading;

    /// <summary>A journal. What follows <paramref name="ValidBytes"/> is torn and counts for nothing.</summary>
    /// <param name="Header">What it is about.</param>
    /// <param name="Chunks">The chunks, ascending, each once; the latest record of a chunk counts.</param>
    /// <param name="Salt">Its salt, for further records.</param>
    /// <param name="ValidBytes">How far its records reach.</param>
    internal sealed record Journal(JournalHeader Header, ImmutableArray<JournaledChunk> Chunks, ulong Salt, int ValidBytes)
        : JournalReading;

    /// <summary>Reads a whole journal.</summary>
    public static JournalReading Of(ReadOnlySpan<byte> bytes)
    {
        var cursor = new JournalCursor(bytes);
        if (!cursor.TryTake(JournalFormat.PreambleBytes, out var preamble))
        {
            // Shorter than any: one whose writer died at its first write, or somebody's file.
            return JournalFormat.Magic.StartsWith(bytes[..Math.Min(bytes.Length, JournalFormat.Magic.Length)]) || IsBlank(bytes)
                ? new Torn()
                : new Foreign();
        }

        if (!preamble.StartsWith(JournalFormat.Magic))
        {
            return IsBlank(bytes) ? new Torn() : new Foreign();
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(preamble[18..]) != (uint)ChecksumAlgorithm.Crc32C.Append(0, preamble[..18]))
        {
            return new Torn();
        }

        if (BinaryPrimitives.ReadUInt16LittleEndian(preamble[8..]) > JournalFormat.Version)
        {
            return new Foreign();
        }

        var salt = BinaryPrimitives.ReadUInt64LittleEndian(preamble[10..]);
        return TryTakeRecord(ref cursor, salt, out var payload) && HeaderOf(payload) is { } header
            ? ReadChunks(cursor, header, salt)
            : new Torn();
    }

    private static Journal ReadChunks(JournalCursor cursor, JournalHeader header, ulong salt)
    {
        var chunks = new SortedDictionary<int, JournaledChunk>();
        var valid = cursor.Position;
        while (TryTakeRecord(ref cursor, salt, out var payload) && ChunkOf(payload, header.Plan) is { } chunk)
        {
            chunks[chunk.Index] = chunk;
            valid = cursor.Position;
        }

        return new Journal(header, [.. chunks.Values], salt, valid);
    }

    private static bool TryTakeRecord(ref JournalCursor cursor, ulong salt, out ReadOnlySpan<byte> payload)
    {
        payload = default;
        return cursor.TryTake(JournalFormat.FrameBytes, out var frame)
            && BinaryPrimitives.ReadInt32LittleEndian(frame) is > 0 and var length
            && cursor.TryTake(length, out payload)
            && BinaryPrimitives.ReadUInt32LittleEndian(frame[4..]) == JournalFormat.ChecksumOf(frame[..4], payload, salt);
    }

    private static JournaledChunk? ChunkOf(ReadOnlySpan<byte> payload, ChunkPlan plan)
    {
        if (payload.Length != JournalFormat.ChunkPayloadBytes || payload[0] != JournalFormat.ChunkKind)
        {
            return null;
        }

        var chunk = new JournaledChunk(
            BinaryPrimitives.ReadInt32LittleEndian(payload[1..]),
            BinaryPrimitives.ReadInt64LittleEndian(payload[5..]),
            BinaryPrimitives.ReadUInt64LittleEndian(payload[13..]));
        return chunk.Index >= 0 && chunk.Index < plan.Count && chunk.Length == plan.RangeOf(chunk.Index).Length ? chunk : null;
    }

    private static JournalHeader? HeaderOf(ReadOnlySpan<byte> payload)
    {
        var cursor = new JournalCursor(payload);
        if (!cursor.TryTakeByte(out var kind) || kind != JournalFormat.HeaderKind
            || !cursor.TryTakeText(out var endpoint) || !cursor.TryTakeText(out var bucket) || !cursor.TryTakeText(out var key)
            || !cursor.TryTakeText(out var requestedVersion) || !cursor.TryTakeText(out var fileName)
            || !cursor.TryTakeText(out var etag) || !cursor.TryTakeText(out var version)
            || !cursor.TryTakeNumber(out var length) || !cursor.TryTakeNumber(
                out var firstLength) || !cursor.TryTakeNumber(out var chunkLength)
            || !cursor.TryTakeByte(out var algorithm) || !cursor.TryTakeByte(out var asked) || !cursor.TryTakeByte(out var count)
            || endpoint is null || bucket is null || key is null || fileName is null || etag is null
            || !IsPlan(length, firstLength, chunkLength) || !Enum.IsDefined((ChunkChecksumAlgorithm)algorithm))
        {
            return null;
        }

        var checksums = ImmutableArray.CreateBuilder<ReportedChecksum>(count);
        for (; count > 0; count--)
        {
            if (!cursor.TryTakeText(out var name)
                || !cursor.TryTakeText(out var value)
                || !cursor.TryTakeText(out var type)
                || name is null
                || value is null)
            {
                return null;
            }

            checksums.Add(new ReportedChecksum(name, value, type));
        }

        return new JournalHeader(
            new RequestIdentity(endpoint, bucket, key, requestedVersion, fileName),
            new ObjectFacts(length, etag, version, checksums.ToImmutable(), (ChunkChecksumAlgorithm)algorithm),
            new ChunkPlan(length, firstLength, chunkLength),
            asked != 0);
    }

    private static bool IsPlan(long length, long firstLength, long chunkLength) =>
        firstLength > 0 && firstLength <= length && chunkLength > 0 && (length - firstLength) / chunkLength < ChunkSizing.MaxCount + 2;

    /// <summary>A file that was given its length and never its bytes reads as zeros.</summary>
    private static bool IsBlank(ReadOnlySpan<byte> bytes) => !bytes.ContainsAnyExcept((byte)0);
}

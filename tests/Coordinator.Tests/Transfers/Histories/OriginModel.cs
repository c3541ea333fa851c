using System.Collections.Immutable;
using System.Security.Cryptography;
using ActorDownloader.Checksums;
using ActorDownloader.Messages;

namespace ActorDownloader.Transfers.Histories;

/// <summary>An object that is overwritten now and then: what the origin says of it, and its bytes.</summary>
internal sealed class OriginModel
{
    /// <summary>How checksums of the object are reported.</summary>
    private readonly int _kind;

    public OriginModel(int kind) => _kind = kind % 4;

    /// <summary>Counted from 0; each has other bytes, some another length.</summary>
    public int Version { get; private set; }

    public string ETag => $"\"{Version}\"";

    /// <summary>The length of a part, where a checksum is one of parts' checksums.</summary>
    public static long PartLength => 3;

    public byte[] Content => ContentOf(Version);

    /// <summary>What the headers of an answer say.</summary>
    public ObjectFacts Facts => new(Content.Length, ETag, null, Checksums, ChunkChecksumAlgorithm.Crc32C);

    private ImmutableArray<ReportedChecksum> Checksums => _kind switch
    {
        0 => [],
        1 => [new ReportedChecksum("crc32c", ChecksumAlgorithm.Crc32C.ToBase64(ChecksumOf(Content)), "FULL_OBJECT")],
        2 => [new ReportedChecksum("sha256", Convert.ToBase64String(SHA256.HashData(Content)), "FULL_OBJECT")],
        _ => [new ReportedChecksum("sha256", SumOfParts(Content), "COMPOSITE")],
    };

    public static ulong ChecksumOf(ReadOnlySpan<byte> bytes) => ChecksumAlgorithm.Crc32C.Append(0, bytes);

    /// <summary>What reading a file of these bytes for that checksum comes to.</summary>
    public static string SumOf(byte[] content, TransferEffect.SumFile wanted) =>
        wanted.PartLength is null ? Convert.ToBase64String(SHA256.HashData(content)) : SumOfParts(content);

    public void Overwrite() => Version++;

    /// <summary>The version that an ETag names.</summary>
    public static byte[] ContentOf(string etag) => ContentOf(int.Parse(etag.Trim('"'), System.Globalization.CultureInfo.InvariantCulture));

    private static byte[] ContentOf(int version) =>
        [.. Enumerable.Range(0, version % 5 == 3 ? 0 : 11 - (version % 3)).Select(at => (byte)(((version * 31) + (at * 7)) % 256))];

    private static string SumOfParts(byte[] content)
    {
        var parts = content.Length == 0 ? [[]] : content.Chunk((int)PartLength).ToArray();
        return $"{Convert.ToBase64String(SHA256.HashData(parts.SelectMany(SHA256.HashData).ToArray()))}-{parts.Length}";
    }
}

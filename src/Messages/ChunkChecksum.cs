namespace ActorDownloader.Messages;

/// <summary>A checksum that can be computed for each chunk and combined for the object.</summary>
public enum ChunkChecksumAlgorithm
{
    /// <summary>
    /// CRC-32C (Castagnoli), what S3 calls CRC32C. The choice where the origin reports none that can be combined: hardware computes it.
    /// </summary>
    Crc32C = 0,

    /// <summary>CRC-32 (ISO-HDLC), what S3 calls CRC32.</summary>
    Crc32 = 1,

    /// <summary>CRC-64/NVME, what S3 calls CRC64NVME.</summary>
    Crc64Nvme = 2,
}

/// <summary>The checksum of a chunk's bytes.</summary>
/// <param name="Algorithm">How it was computed.</param>
/// <param name="Value">The value; the low 32 bits for a 32-bit algorithm.</param>
public readonly record struct ChunkChecksum(ChunkChecksumAlgorithm Algorithm, ulong Value);

/// <summary>
/// A checksum of the whole object as the origin reported it, unparsed: <c>x-amz-checksum-*</c> with <c>x-amz-checksum-type</c>.
/// </summary>
/// <param name="Algorithm">
/// The header's last word in lower case: <c>crc32</c>, <c>crc32c</c>, <c>crc64nvme</c>, <c>sha1</c>, <c>sha256</c>, …
/// </param>
/// <param name="Value">The header's value: base64, with <c>-N</c> behind it for a checksum of checksums.</param>
/// <param name="Type"><c>FULL_OBJECT</c> or <c>COMPOSITE</c>; null where the origin did not say.</param>
public sealed record ReportedChecksum(string Algorithm, string Value, string? Type);

using ActorDownloader.Checksums;
using ActorDownloader.Messages;

namespace ActorDownloader.Integrity;

/// <summary>What the names on the wire stand for.</summary>
internal static class ChunkChecksums
{
    /// <summary>The algorithm of that name.</summary>
    /// <exception cref="InvalidOperationException">The name is unknown.</exception>
    public static ChecksumAlgorithm Algorithm(this ChunkChecksumAlgorithm name) => name switch
    {
        ChunkChecksumAlgorithm.Crc32C => ChecksumAlgorithm.Crc32C,
        ChunkChecksumAlgorithm.Crc32 => ChecksumAlgorithm.Crc32,
        ChunkChecksumAlgorithm.Crc64Nvme => ChecksumAlgorithm.Crc64Nvme,
        _ => throw new InvalidOperationException($"Unknown checksum algorithm {name}."),
    };
}

using System.Collections.Immutable;
using ActorDownloader.Checksums;
using ActorDownloader.Messages;

namespace ActorDownloader.WorkerNode.Fetching;

/// <summary>Which checksum a chunk gets. Pure.</summary>
internal static class ChunkCrc
{
    private const string FullObject = "FULL_OBJECT";

    /// <summary>How the wire's algorithm is computed.</summary>
    public static ChecksumAlgorithm Of(ChunkChecksumAlgorithm algorithm) => algorithm switch
    {
        ChunkChecksumAlgorithm.Crc64Nvme => ChecksumAlgorithm.Crc64Nvme,
        ChunkChecksumAlgorithm.Crc32 => ChecksumAlgorithm.Crc32,
        _ => ChecksumAlgorithm.Crc32C,
    };

    /// <summary>
    /// The algorithm for the chunks of an object that has these checksums. One of the whole object comes first, because chunks can be
    /// combined to it; a checksum of the uploaded parts' checksums is second, because chunks may be combined to those parts.
    /// </summary>
    /// <param name="reported">What the origin reported.</param>
    /// <param name="otherwise">The choice where it reported none of ours.</param>
    public static ChunkChecksumAlgorithm Choose(ImmutableArray<ReportedChecksum> reported, ChunkChecksumAlgorithm otherwise)
    {
        if (reported.IsDefaultOrEmpty)
            return otherwise;
        ReadOnlySpan<ChunkChecksumAlgorithm> preferred = [
            ChunkChecksumAlgorithm.Crc64Nvme,
            ChunkChecksumAlgorithm.Crc32C,
            ChunkChecksumAlgorithm.Crc32
        ];
        ChunkChecksumAlgorithm? ofParts = null;
        foreach (var algorithm in preferred)
        {
            foreach (var checksum in reported)
            {
                if (checksum.Algorithm != Of(algorithm).Name)
                    continue;
                if (checksum.Type is null or FullObject && !checksum.Value.Contains('-', StringComparison.Ordinal))
                    return algorithm;
                ofParts ??= algorithm;
            }
        }

        return ofParts ?? otherwise;
    }
}

using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using ActorDownloader.Checksums;

namespace ActorDownloader.Journaling;

/// <summary>
/// What makes two requests the same download, so that one may go on where another ended. Holds no secret: neither keys nor signatures
/// are part of it.
/// </summary>
/// <param name="Endpoint">Where the bucket's name counts: a server's address, or <c>aws</c>.</param>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The key.</param>
/// <param name="VersionId">The version that was asked for; null for the current one.</param>
/// <param name="FileName">The destination's name in its directory.</param>
internal sealed record RequestIdentity(string Endpoint, string Bucket, string Key, string? VersionId, string FileName)
{
    /// <summary>
    /// Sixteen hexadecimal digits that the temporary file's name has: the same request finds it again without a look at the directory.
    /// Not a proof; the journal holds the identity itself.
    /// </summary>
    public string Tag
    {
        get
        {
            var checksum = 0UL;
            foreach (var part in (ReadOnlySpan<string?>)[Endpoint, Bucket, Key, VersionId, FileName])
            {
                checksum = Append(checksum, part);
            }

            return checksum.ToString("x16", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Each part goes in with its length, so that no two lists of parts read the same.</summary>
    private static ulong Append(ulong checksum, string? part)
    {
        var bytes = part is null ? [] : Encoding.UTF8.GetBytes(part);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, part is null ? -1 : bytes.Length);
        return ChecksumAlgorithm.Crc64Nvme.Append(ChecksumAlgorithm.Crc64Nvme.Append(checksum, length), bytes);
    }
}

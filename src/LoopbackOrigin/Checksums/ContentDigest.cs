using System.Buffers;
using System.Security.Cryptography;
using ActorDownloader.LoopbackOrigin.Content;

namespace ActorDownloader.LoopbackOrigin.Checksums;

/// <summary>Digests of a range of content, read a block at a time.</summary>
internal static class ContentDigest
{
    private const int BlockBytes = 256 * 1024;

    public static byte[] Compute(ChecksumAlgorithm algorithm, ObjectContent content, long start, long end) => algorithm switch
    {
        ChecksumAlgorithm.Crc32 => Crc(ReflectedCrc.Crc32, content, start, end),
        ChecksumAlgorithm.Crc32C => Crc(ReflectedCrc.Crc32C, content, start, end),
        ChecksumAlgorithm.Crc64Nvme => Crc(ReflectedCrc.Crc64Nvme, content, start, end),
        ChecksumAlgorithm.Sha1 => Hash(HashAlgorithmName.SHA1, content, start, end),
        ChecksumAlgorithm.Sha256 => Hash(HashAlgorithmName.SHA256, content, start, end),
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "Not a checksum that S3 keeps."),
    };

    public static byte[] Md5(ObjectContent content) => Hash(HashAlgorithmName.MD5, content, 0, content.Length);

    private static byte[] Crc(ReflectedCrc crc, ObjectContent content, long start, long end)
    {
        var register = crc.Start;
        ForEachBlock(content, start, end, block => register = crc.Append(register, block));
        return crc.Finish(register);
    }

    private static byte[] Hash(HashAlgorithmName name, ObjectContent content, long start, long end)
    {
        using var hash = IncrementalHash.CreateHash(name);
        ForEachBlock(content, start, end, hash.AppendData);
        return hash.GetHashAndReset();
    }

    private static void ForEachBlock(ObjectContent content, long start, long end, Action<ReadOnlySpan<byte>> append)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BlockBytes);
        for (var at = start; at < end;)
        {
            var block = buffer.AsSpan(0, (int)Math.Min(end - at, BlockBytes));
            content.Read(at, block);
            append(block);
            at += block.Length;
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }
}

using System.Globalization;
using System.Security.Cryptography;
using ActorDownloader.Checksums;
using Microsoft.Win32.SafeHandles;

namespace ActorDownloader.Integrity;

/// <summary>A checksum that can be computed from a file.</summary>
internal enum FileChecksumAlgorithm
{
    Crc32C,
    Crc32,
    Crc64Nvme,
    Sha1,
    Sha256,
    Md5,
}

/// <summary>
/// Checksums of files in the form that S3 reports them in: base64, and <c>-N</c> behind a checksum of N parts' checksums.
/// </summary>
internal static class FileChecksum
{
    /// <summary>Large enough that system calls cost little beside the computing, small enough for the processor's cache.</summary>
    private const int BlockBytes = 256 * 1024;

    /// <summary>The algorithm of S3's header <c>x-amz-checksum-…</c>; null for one that is not known here.</summary>
    public static FileChecksumAlgorithm? AlgorithmOf(string header) => header switch
    {
        "crc32c" => FileChecksumAlgorithm.Crc32C,
        "crc32" => FileChecksumAlgorithm.Crc32,
        "crc64nvme" => FileChecksumAlgorithm.Crc64Nvme,
        "sha1" => FileChecksumAlgorithm.Sha1,
        "sha256" => FileChecksumAlgorithm.Sha256,
        _ => null,
    };

    /// <summary>The name in S3's spelling.</summary>
    public static string NameOf(FileChecksumAlgorithm algorithm) => algorithm.ToString().ToUpperInvariant();

    /// <summary>Whether the text is a value of the algorithm, <c>-N</c> not included.</summary>
    public static bool IsValue(FileChecksumAlgorithm algorithm, ReadOnlySpan<char> text)
    {
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        return Convert.TryFromBase64Chars(text, bytes, out var written) && written == ByteCount(algorithm);
    }

    /// <summary>Reads the file and computes.</summary>
    /// <param name="file">Open for reading.</param>
    /// <param name="length">How much of it counts, from its beginning.</param>
    /// <param name="algorithm">How.</param>
    /// <param name="partLength">The length of every part but the last, for a checksum of checksums; null for one over the bytes.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="EndOfStreamException">The file is shorter.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static string Compute(
        SafeFileHandle file, long length, FileChecksumAlgorithm algorithm, long? partLength, CancellationToken cancellationToken)
    {
        var buffer = new byte[BlockBytes];
        var whole = Summing.With(algorithm);
        if (partLength is not { } each)
        {
            Read(file, 0, length, buffer, whole, cancellationToken);
            return Convert.ToBase64String(whole.Finish());
        }

        var parts = 0;
        for (long start = 0; start < length || parts == 0; start += each, parts++)
        {
            var part = Summing.With(algorithm);
            Read(file, start, Math.Min(start + each, length), buffer, part, cancellationToken);
            whole.Append(part.Finish());
        }

        return string.Create(CultureInfo.InvariantCulture, $"{Convert.ToBase64String(whole.Finish())}-{parts}");
    }

    private static int ByteCount(FileChecksumAlgorithm algorithm) => algorithm switch
    {
        FileChecksumAlgorithm.Crc32C or FileChecksumAlgorithm.Crc32 => sizeof(uint),
        FileChecksumAlgorithm.Crc64Nvme => sizeof(ulong),
        FileChecksumAlgorithm.Sha1 => SHA1.HashSizeInBytes,
        FileChecksumAlgorithm.Sha256 => SHA256.HashSizeInBytes,
        FileChecksumAlgorithm.Md5 => MD5.HashSizeInBytes,
        _ => throw new InvalidOperationException($"Unknown checksum algorithm {algorithm}."),
    };

    private static void Read(SafeFileHandle file, long start, long end, byte[] buffer, Summing sum, CancellationToken cancellationToken)
    {
        for (var at = start; at < end;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var read = RandomAccess.Read(file, buffer.AsSpan(0, (int)Math.Min(buffer.Length, end - at)), at);
            if (read == 0)
            {
                throw new EndOfStreamException($"The file ends at {at}, before {end}.");
            }

            sum.Append(buffer.AsSpan(0, read));
            at += read;
        }
    }

    /// <summary>A checksum in the making.</summary>
    private abstract class Summing
    {
        public static Summing With(FileChecksumAlgorithm algorithm) => algorithm switch
        {
            FileChecksumAlgorithm.Crc32C => new Crc(ChecksumAlgorithm.Crc32C),
            FileChecksumAlgorithm.Crc32 => new Crc(ChecksumAlgorithm.Crc32),
            FileChecksumAlgorithm.Crc64Nvme => new Crc(ChecksumAlgorithm.Crc64Nvme),
            FileChecksumAlgorithm.Sha1 => new Digest(HashAlgorithmName.SHA1),
            FileChecksumAlgorithm.Sha256 => new Digest(HashAlgorithmName.SHA256),
            FileChecksumAlgorithm.Md5 => new Digest(HashAlgorithmName.MD5),
            _ => throw new InvalidOperationException($"Unknown checksum algorithm {algorithm}."),
        };

        public abstract void Append(ReadOnlySpan<byte> bytes);

        /// <summary>The value; nothing can be appended afterwards.</summary>
        public abstract byte[] Finish();

        private sealed class Crc(ChecksumAlgorithm algorithm) : Summing
        {
            private ulong _value;

            public override void Append(ReadOnlySpan<byte> bytes) => _value = algorithm.Append(_value, bytes);

            public override byte[] Finish() => Convert.FromBase64String(algorithm.ToBase64(_value));
        }

        private sealed class Digest(HashAlgorithmName name) : Summing
        {
            private readonly IncrementalHash _hash = IncrementalHash.CreateHash(name);

            public override void Append(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

            public override byte[] Finish()
            {
                var value = _hash.GetHashAndReset();
                _hash.Dispose();
                return value;
            }
        }
    }
}

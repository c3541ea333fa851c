using System.Buffers;
using System.Collections.Immutable;
using ActorDownloader.Checksums;
using ActorDownloader.Integrity;
using ActorDownloader.Journaling;
using ActorDownloader.Messages;
using ActorDownloader.Planning;
using Microsoft.Win32.SafeHandles;

namespace ActorDownloader.Destinations;

/// <summary>Compares the chunks of a file with what they should be. Holds one buffer, whatever the chunks' length.</summary>
internal static class ChunkReader
{
    private const int BufferBytes = 256 * 1024;

    /// <summary>What is told at once: often enough to be seen as progress, seldom enough to cost nothing.</summary>
    private const long BatchBytes = 64 << 20;

    /// <summary>Reads the chunks one after the other. What cannot be read is not intact.</summary>
    /// <param name="path">The file.</param>
    /// <param name="plan">How it is cut.</param>
    /// <param name="checksum">What its chunks' checksums are.</param>
    /// <param name="chunks">Those to read.</param>
    /// <param name="tell">Told of the intact and of the others; each chunk once.</param>
    /// <param name="cancellationToken">Ends it between two reads; nothing more is told then.</param>
    public static void Compare(
        string path,
        ChunkPlan plan,
        ChunkChecksumAlgorithm checksum,
        ImmutableArray<JournaledChunk> chunks,
        Action<ImmutableArray<JournaledChunk>, ImmutableArray<JournaledChunk>> tell,
        CancellationToken cancellationToken)
    {
        var algorithm = checksum.Algorithm();
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        var intact = ImmutableArray.CreateBuilder<JournaledChunk>();
        var damaged = ImmutableArray.CreateBuilder<JournaledChunk>();
        try
        {
            using var file = TryOpen(path);
            var bytes = 0L;
            foreach (var chunk in chunks)
            {
                var range = plan.RangeOf(chunk.Index);
                (file is not null && IsIntact(file, range, algorithm, chunk.Checksum, buffer, cancellationToken)
                    ? intact
                    : damaged).Add(chunk);
                bytes += chunk.Length;
                if (bytes >= BatchBytes)
                {
                    tell(intact.DrainToImmutable(), damaged.DrainToImmutable());
                    bytes = 0;
                }
            }

            tell(intact.ToImmutable(), damaged.ToImmutable());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static SafeFileHandle? TryOpen(string path)
    {
        try
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileHold.Shared, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsIntact(
        SafeFileHandle file,
        ByteRange range,
        ChecksumAlgorithm algorithm,
        ulong expected,
        byte[] buffer,
        CancellationToken cancellationToken)
    {
        var checksum = 0UL;
        try
        {
            for (var offset = range.Start; offset < range.End;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var read = RandomAccess.Read(file, buffer.AsSpan(0, (int)Math.Min(BufferBytes, range.End - offset)), offset);
                if (read == 0)
                {
                    return false;
                }

                checksum = algorithm.Append(checksum, buffer.AsSpan(0, read));
                offset += read;
            }
        }
        catch (IOException)
        {
            return false;
        }

        return checksum == expected;
    }
}

using System.Buffers;
using System.Collections.Immutable;
using ActorDownloader.Integrity;
using ActorDownloader.Journaling;
using Microsoft.Win32.SafeHandles;

namespace ActorDownloader.Destinations;

/// <summary>Compares the chunks of a file with what a journal says of them. Holds one buffer, whatever the chunks' length.</summary>
internal static class ChunkReader
{
    private const int BufferBytes = 256 * 1024;

    /// <summary>What is told at once: often enough to be seen as progress, seldom enough to cost nothing.</summary>
    private const long BatchBytes = 64 << 20;

    /// <summary>Reads the chunks one after the other. What cannot be read is not intact.</summary>
    /// <param name="path">The file.</param>
    /// <param name="header">What its chunks are chunks of.</param>
    /// <param name="chunks">Those to read.</param>
    /// <param name="tell">Told of the intact and of the others; each chunk once.</param>
    /// <param name="cancellationToken">Ends it between two reads; nothing more is told then.</param>
    public static void Compare(
        string path,
        JournalHeader header,
        ImmutableArray<JournaledChunk> chunks,
        Action<ImmutableArray<JournaledChunk>, ImmutableArray<JournaledChunk>> tell,
        CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        var intact = ImmutableArray.CreateBuilder<JournaledChunk>();
        var damaged = ImmutableArray.CreateBuilder<JournaledChunk>();
        try
        {
            using var file = TryOpen(path);
            var bytes = 0L;
            foreach (var chunk in chunks)
            {
                (file is not null && IsIntact(file, header, chunk, buffer, cancellationToken) ? intact : damaged).Add(chunk);
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

    private static bool IsIntact(SafeFileHandle file, JournalHeader header, JournaledChunk chunk, byte[] buffer, CancellationToken cancellationToken)
    {
        var algorithm = header.Object.ChunkChecksum.Algorithm();
        var checksum = 0UL;
        var range = header.Plan.RangeOf(chunk.Index);
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

        return checksum == chunk.Checksum;
    }
}

using System.Buffers;
using ActorDownloader.Integrity;
using ActorDownloader.Messages;
using Microsoft.Win32.SafeHandles;

namespace ActorDownloader.Destinations;

/// <summary>
/// A file with the bytes of a temporary one that no worker knows of. It has a name at which the request's files can be found again, so that
/// one which a dead run leaves is removed by the next.
/// </summary>
internal sealed class DetachedCopy : IDisposable
{
    private const int BufferBytes = 1 << 20;

    private readonly SafeFileHandle _held;
    private bool _isOurs = true;

    private DetachedCopy(string path, SafeFileHandle held)
    {
        Path = path;
        _held = held;
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Copies, and compares what it copies with what was written. Blocks for long.</summary>
    /// <exception cref="DestinationException">There is no room, or the bytes are not those.</exception>
    public static DetachedCopy Of(FileClaim claim, string path, long length, ChunkChecksum bytes)
    {
        try
        {
            var copy = Create(claim);
            try
            {
                if (copy.Fill(path, length, bytes.Algorithm) != bytes.Value)
                {
                    throw new DestinationException(
                        DownloadErrorKind.ChecksumMismatch,
                        $"The temporary file {path} does not have the bytes that were written to it: a worker that was given up has "
                            + "written there.");
                }

                return copy;
            }
            catch
            {
                copy.Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DestinationErrors.From(e, $"{path}, which a worker that was given up may still write to, cannot be copied");
        }
    }

    /// <summary>Puts it on disk. Blocks.</summary>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public void Flush() => RandomAccess.FlushToDisk(_held);

    /// <summary>It has another name now and is not to be removed.</summary>
    public void LetGo() => _isOurs = false;

    public void Dispose()
    {
        if (_isOurs)
        {
            Removal.Try(Path);
        }

        _held.Dispose();
    }

    private static DetachedCopy Create(FileClaim claim)
    {
        foreach (var path in claim.Paths)
        {
            if (FileHold.TryCreate(path, FileHold.Shared) is { } held)
            {
                return new DetachedCopy(path, held);
            }
        }

        return new DetachedCopy(claim.CopyPath, FileHold.Create(claim.CopyPath, FileHold.Shared));
    }

    private ulong Fill(string path, long length, ChunkChecksumAlgorithm checksum)
    {
        var algorithm = checksum.Algorithm();
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileHold.Shared, FileOptions.SequentialScan);
            var value = 0UL;
            for (long at = 0; at < length;)
            {
                var read = RandomAccess.Read(file, buffer.AsSpan(0, (int)Math.Min(BufferBytes, length - at)), at);
                if (read == 0)
                {
                    throw new EndOfStreamException($"The file ends at {at}, before {length}.");
                }

                value = algorithm.Append(value, buffer.AsSpan(0, read));
                RandomAccess.Write(_held, buffer.AsSpan(0, read), at);
                at += read;
            }

            return value;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}

using System.Buffers;

namespace ActorDownloader.LoopbackOrigin.Content;

/// <summary>Compares files with the content that they should hold.</summary>
public static class ContentVerifier
{
    private const int BufferBytes = 256 * 1024;

    /// <summary>The offset of the first byte in which the file differs from the content, or null where they are the same.</summary>
    /// <returns>A file that is too short or too long differs at the end of the shorter of the two.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<long?> FirstDifferenceAsync(string path, ObjectContent content, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        using var file = File.OpenHandle(path, options: FileOptions.Asynchronous | FileOptions.SequentialScan);
        var actual = ArrayPool<byte>.Shared.Rent(BufferBytes);
        var expected = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            for (long offset = 0; ;)
            {
                var read = await RandomAccess.ReadAsync(file, actual.AsMemory(0, BufferBytes), offset, cancellationToken);
                var comparable = (int)Math.Min(read, content.Length - offset);
                content.Read(offset, expected.AsSpan(0, comparable));
                var same = actual.AsSpan(0, comparable).CommonPrefixLength(expected.AsSpan(0, comparable));
                if (same < read || read == 0)
                {
                    return read == 0 && offset == content.Length ? null : offset + same;
                }

                offset += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(actual);
            ArrayPool<byte>.Shared.Return(expected);
        }
    }
}

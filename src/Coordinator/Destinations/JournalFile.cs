using Microsoft.Win32.SafeHandles;
using ActorDownloader.Journaling;

namespace ActorDownloader.Destinations;

/// <summary>A journal on disk, held alone for as long as it is open. One thread at a time; all of it may block.</summary>
internal sealed class JournalFile : IDisposable
{
    /// <summary>More than the longest plan takes. What is longer was not written by us.</summary>
    private const int MaxBytes = 64 << 20;

    private readonly string _path;
    private readonly SafeFileHandle _handle;
    private long _end;

    private JournalFile(string path, SafeFileHandle handle) => (_path, _handle) = (path, handle);

    /// <summary>The journal of a temporary file.</summary>
    public static string PathOf(string temporary) => temporary + TemporaryName.JournalSuffix;

    /// <summary>Makes an empty journal. One that stands there already belongs to no file any more, for ours has just been made.</summary>
    /// <exception cref="IOException">It cannot be made, or somebody else has it.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public static JournalFile Create(string path)
    {
        if (TryTake(path) is { Journal: { } old })
        {
            if (old.Read() is JournalReading.Foreign)
            {
                old.Dispose();
                throw new IOException($"{path} is not ours.");
            }

            old.Truncate(0);
            return old;
        }

        return new JournalFile(path, File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileHold.Alone));
    }

    /// <summary>Opens a journal that is there, if nobody else has it.</summary>
    public static (JournalFile? Journal, FileHold.Finding Finding) TryTake(string path)
    {
        var (handle, finding) = FileHold.TryOpen(path, FileHold.Alone);
        return (handle is null ? null : new JournalFile(path, handle), finding);
    }

    /// <summary>Reads all of it.</summary>
    public JournalReading Read()
    {
        try
        {
            var length = RandomAccess.GetLength(_handle);
            if (length > MaxBytes)
            {
                return new JournalReading.Foreign();
            }

            var bytes = new byte[length];
            var read = 0;
            for (int count; read < bytes.Length && (count = RandomAccess.Read(_handle, bytes.AsSpan(read), read)) > 0; read += count)
            {
            }

            return JournalReading.Of(bytes.AsSpan(0, read));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new JournalReading.Foreign();
        }
    }

    /// <summary>Drops what follows; the next bytes go there.</summary>
    public void Truncate(long length)
    {
        RandomAccess.SetLength(_handle, length);
        _end = length;
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(_handle, bytes, _end);
        _end += bytes.Length;
    }

    public void Flush() => RandomAccess.FlushToDisk(_handle);

    /// <summary>Removes it and lets go of it. Never throws.</summary>
    public void Delete()
    {
        Removal.Try(_path);
        Dispose();
    }

    public void Dispose() => _handle.Dispose();
}

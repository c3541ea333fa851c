using Microsoft.Win32.SafeHandles;
using ActorDownloader.Journaling;

namespace ActorDownloader.Destinations;

/// <summary>A journal on disk, held alone for as long as it is open. One thread at a time; all of it may block.</summary>
internal sealed class JournalFile : IDisposable
{
    /// <summary>More than the longest plan takes. What is longer was not written by us.</summary>
    private const int MaxBytes = 64 << 20;

    private const int MaxAttempts = 3;

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
        for (var attempt = 1; ; attempt++)
        {
            if (TryTake(path) is { Journal: { } old })
            {
                return old.Read() is JournalReading.Foreign ? throw old.NotOurs() : old.Emptied();
            }

            if (FileHold.TryCreate(path, FileHold.Alone) is { } made)
            {
                return new JournalFile(path, made);
            }

            // Somebody looked into it before it was locked; now it is there and empty, or gone again.
            if (attempt == MaxAttempts)
            {
                throw new IOException($"{path} is in use.");
            }
        }
    }

    /// <summary>Whether there is no journal, or nothing in it. Does not touch its lock.</summary>
    public static bool IsEmpty(string path) => new FileInfo(path) is var file && (!file.Exists || file.Length == 0);

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

    private JournalFile Emptied()
    {
        Truncate(0);
        return this;
    }

    private IOException NotOurs()
    {
        Dispose();
        return new IOException($"{_path} is not ours.");
    }
}

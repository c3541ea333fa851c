using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ActorDownloader.Destinations;

/// <summary>What .NET does not say or do about files on Linux. Elsewhere, the nearest that .NET offers.</summary>
internal static partial class LinuxFile
{
    // From Linux' <fcntl.h>, <sys/file.h> and <errno.h>.
    private const int ReadOnly = 0;
    private const int ReadWriteNewClosedOnExec = 0x2 | 0x40 | 0x80 | 0x80000;
    private const int SharedLockNow = 1 | 4;
    private const int Unlock = 8;
    private const uint ReadableAndWritable = 0b110_110_110;
    private const int Interrupted = 4;
    private const int FileTooBig = 27;
    private const int NotSupported = 95;
    private const int InvalidArgument = 22;
    private const int NoSpace = 28;
    private const int WouldBlock = 11;

    /// <summary>The file system that was last found to be one whose locks are taken; 0 for none.</summary>
    private static ulong _lockableDevice;

    /// <summary>
    /// Makes the file <paramref name="length"/> bytes long with room on disk for each of them. File systems that cannot reserve
    /// (some network mounts) give the length alone, and so do those in memory, if as much is free now.
    /// </summary>
    /// <exception cref="IOException">There is no room; <see cref="Exception.HResult"/> is the errno.</exception>
    public static void Reserve(SafeFileHandle file, long length)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.SetLength(file, length);
            return;
        }

        if (length > SizeLimit())
        {
            throw new IOException(
                $"No file may have {length} bytes here: the process's limit of file sizes is lower (ulimit -f).", FileTooBig);
        }

        if (MemoryFileSystem.FreeBytes(file) is { } free)
        {
            if (length > free)
            {
                throw new IOException(Marshal.GetPInvokeErrorMessage(NoSpace), NoSpace);
            }

            RandomAccess.SetLength(file, length);
            return;
        }

        int errno;
        do
        {
            errno = length == 0 ? 0 : Fallocate(file, 0, 0, length) == 0 ? 0 : Marshal.GetLastPInvokeError();
        }
        while (errno == Interrupted);

        if (errno is NotSupported or InvalidArgument)
        {
            RandomAccess.SetLength(file, length);
        }
        else if (errno != 0)
        {
            throw new IOException(Marshal.GetPInvokeErrorMessage(errno), errno);
        }
    }

    /// <summary>
    /// Where the first bytes are that nobody wrote; <paramref name="length"/> where there are none, or the file system does not tell.
    /// </summary>
    public static long FirstHole(SafeFileHandle file, long length)
    {
        // From Linux' <linux/fs.h>.
        const int SeekHole = 4;
        return OperatingSystem.IsLinux() && length > 0 && Seek(file, 0, SeekHole) is var hole and >= 0 ? Math.Min(hole, length) : length;
    }

    /// <summary>
    /// The process's limit of file sizes (RLIMIT_FSIZE). Reserving beyond it does not only fail: the kernel sends a signal (SIGXFSZ) that
    /// ends a process which has not made arrangements, and whose process this is, is not ours to arrange.
    /// </summary>
    private static long SizeLimit()
    {
        const int FileSize = 1;
        return GetLimit(FileSize, out var limit) == 0 && limit.Current <= long.MaxValue ? (long)limit.Current : long.MaxValue;
    }

    /// <summary>
    /// Whether what stands at the path is surely none of our files: a link, a second name of another file, or another user's. Names that
    /// can be foreseen are names that others can take.
    /// </summary>
    public static bool IsForeign(string path) => OperatingSystem.IsLinux()
        ? LinuxFacts.At(path, follow: false) is { } facts
            && (facts is not { Kind: LinuxFacts.FileKind.Regular, Links: 1 } || facts.Owner != EffectiveUser())
        : new FileInfo(path).LinkTarget is not null;

    /// <summary>Whether an open file has no name any more: somebody removed it between its opening and its locking.</summary>
    public static bool IsNameless(SafeFileHandle file) => OperatingSystem.IsLinux() && LinuxFacts.Of(file) is { Links: 0 };

    /// <summary>
    /// Makes a file and shares its lock, as .NET does it, in half as many system calls; null where that is not possible, or the file
    /// has lost its name meanwhile. .NET then says why.
    /// </summary>
    public static SafeFileHandle? TryCreateShared(string path)
    {
        if (!OperatingSystem.IsLinux()
            || !Environment.Is64BitProcess
            || Open(path, ReadWriteNewClosedOnExec, ReadableAndWritable) is var descriptor && descriptor < 0)
        {
            return null;
        }

        var file = new SafeFileHandle(descriptor, ownsHandle: true);
        var isLocked = Lock(file, SharedLockNow) == 0 || Marshal.GetLastPInvokeError() != WouldBlock;
        var facts = LinuxFacts.Of(file);
        if (!isLocked || facts is { Links: 0 })
        {
            file.Dispose();
            return null;
        }

        if (facts?.Identity.Device is var device && (device is null || device != Volatile.Read(ref _lockableDevice)))
        {
            if (NetworkFileSystem.Has(file))
            {
                _ = Lock(file, Unlock);
            }
            else
            {
                Volatile.Write(ref _lockableDevice, device ?? 0);
            }
        }

        return file;
    }

    /// <summary>Puts a file in another's place, or where there is none; false where that is not possible. .NET then says why.</summary>
    public static bool TryReplace(string from, string to) => OperatingSystem.IsLinux() && Rename(from, to) == 0;

    /// <summary>
    /// The length of what stands at a path, where that is the file that is open; null where it is another, or nothing, or cannot be found
    /// out.
    /// </summary>
    public static long? LengthAt(string path, SafeFileHandle file) =>
        OperatingSystem.IsLinux() && LinuxFacts.At(path, follow: false) is { } there && LinuxFacts.Of(file)?.Identity == there.Identity
            ? there.Length
            : null;

    /// <summary>Whether what stands at a path is another file than the one that is open; false where that cannot be found out.</summary>
    public static bool IsAnother(string path, SafeFileHandle file) => OperatingSystem.IsLinux()
        && LinuxFacts.At(path, follow: false) is { } there && LinuxFacts.Of(file) is { } open && open.Identity != there.Identity;

    /// <summary>Puts on disk which names a directory holds. Where that is not possible, nothing happens.</summary>
    public static void FlushDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var directory = Open(path, ReadOnly, 0);
        if (directory >= 0)
        {
            _ = Sync(directory);
            _ = Close(directory);
        }
    }

    // fallocate(2), not posix_fallocate(3): where the file system cannot reserve, the latter writes a byte into every block.
    [LibraryImport("libc", EntryPoint = "fallocate64", SetLastError = true)]
    private static partial int Fallocate(SafeFileHandle file, int mode, long offset, long length);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Lock(SafeFileHandle file, int operation);

    [LibraryImport("libc", EntryPoint = "rename", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Rename(string from, string to);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Sync(int file);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);

    [LibraryImport("libc", EntryPoint = "lseek64")]
    private static partial long Seek(SafeFileHandle file, long offset, int whence);

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int GetLimit(int resource, out ResourceLimit limit);

    // Linux' struct rlimit on 64-bit systems; RLIM_INFINITY is all ones.
    private struct ResourceLimit
    {
        public ulong Current;
        public ulong Maximum;
    }
}

using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ActorDownloader.Destinations;

/// <summary>What .NET does not say or do about files on Linux. Elsewhere, the nearest that .NET offers.</summary>
internal static partial class LinuxFile
{
    // From Linux' <fcntl.h>, <linux/stat.h> and <errno.h>.
    private const int AtFdCwd = -100;
    private const int NotFollowed = 0x100;
    private const int EmptyPath = 0x1000;
    private const uint StatxType = 1;
    private const uint StatxLinks = 4;
    private const uint StatxOwner = 8;
    private const int LinksOffset = 16;
    private const int OwnerOffset = 20;
    private const int ModeOffset = 28;
    private const int StatxSize = 256;
    private const int TypeMask = 0xF000;
    private const int RegularFile = 0x8000;
    private const int DirectoryFile = 0x4000;
    private const int ReadOnly = 0;
    private const int Interrupted = 4;
    private const int FileTooBig = 27;
    private const int NotSupported = 95;
    private const int InvalidArgument = 22;
    private const int NoSpace = 28;

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
            throw new IOException($"No file may have {length} bytes here: the process's limit of file sizes is lower (ulimit -f).", FileTooBig);
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

    /// <summary>Whether a pipe, a socket or a device stands at the path. Opening it to find out could block for ever.</summary>
    public static unsafe bool IsSpecial(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        var answer = stackalloc byte[StatxSize];
        if (Statx(AtFdCwd, path, 0, StatxType, answer) != 0)
        {
            return false;
        }

        var type = *(ushort*)(answer + ModeOffset) & TypeMask;
        return type is not (RegularFile or DirectoryFile);
    }

    /// <summary>Where the first bytes are that nobody wrote; <paramref name="length"/> where there are none, or the file system does not tell.</summary>
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
    public static unsafe bool IsForeign(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return new FileInfo(path).LinkTarget is not null;
        }

        var answer = stackalloc byte[StatxSize];
        return Statx(AtFdCwd, path, NotFollowed, StatxType | StatxLinks | StatxOwner, answer) == 0
            && ((*(ushort*)(answer + ModeOffset) & TypeMask) != RegularFile
                || *(uint*)(answer + LinksOffset) != 1
                || *(uint*)(answer + OwnerOffset) != EffectiveUser());
    }

    /// <summary>Whether an open file has no name any more: somebody removed it between its opening and its locking.</summary>
    public static unsafe bool IsNameless(SafeFileHandle file)
    {
        var answer = stackalloc byte[StatxSize];
        return OperatingSystem.IsLinux()
            && Statx((int)file.DangerousGetHandle(), "", EmptyPath, StatxLinks, answer) == 0
            && *(uint*)(answer + LinksOffset) == 0;
    }

    /// <summary>Puts on disk which names a directory holds. Where that is not possible, nothing happens.</summary>
    public static void FlushDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var directory = Open(path, ReadOnly);
        if (directory >= 0)
        {
            _ = Sync(directory);
            _ = Close(directory);
        }
    }

    // fallocate(2), not posix_fallocate(3): where the file system cannot reserve, the latter writes a byte into every block.
    [LibraryImport("libc", EntryPoint = "fallocate64", SetLastError = true)]
    private static partial int Fallocate(SafeFileHandle file, int mode, long offset, long length);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Statx(int directory, string path, int flags, uint mask, byte* answer);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

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

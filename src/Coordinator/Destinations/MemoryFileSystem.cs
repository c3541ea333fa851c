using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ActorDownloader.Destinations;

/// <summary>
/// Linux' tmpfs, whose files are pages in memory. It reserves room by filling every page with zeros, which costs more than to receive
/// what is written there afterwards: 0.5 s of CPU time for 1 GiB.
/// </summary>
internal static partial class MemoryFileSystem
{
    // From <linux/magic.h> and, for 64-bit systems, <asm-generic/statfs.h>.
    private const long Magic = 0x01021994;
    private const int AnswerSize = 120;
    private const int BlockSizeOffset = 8;
    private const int BlocksOffset = 16;
    private const int AvailableOffset = 32;

    /// <summary>How many bytes the file system that holds the file could take now; null if it is no such file system.</summary>
    public static unsafe long? FreeBytes(SafeFileHandle file)
    {
        var answer = stackalloc byte[AnswerSize];
        if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess || Fstatfs(file, answer) != 0 || *(long*)answer != Magic)
        {
            return null;
        }

        // One without a limit says that it has no blocks at all.
        return *(long*)(answer + BlocksOffset) == 0
            ? long.MaxValue
            : *(long*)(answer + AvailableOffset) * *(long*)(answer + BlockSizeOffset);
    }

    [LibraryImport("libc", EntryPoint = "fstatfs")]
    private static unsafe partial int Fstatfs(SafeFileHandle file, byte* answer);
}

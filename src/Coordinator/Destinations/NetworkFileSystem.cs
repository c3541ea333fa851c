using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ActorDownloader.Destinations;

/// <summary>Linux' file systems of other hosts, on which .NET shares no lock with those who write.</summary>
internal static partial class NetworkFileSystem
{
    // From <linux/magic.h>.
    private const uint Nfs = 0x6969;
    private const uint Smb = 0x517B;
    private const uint Smb2 = 0xFE534D42;
    private const uint Cifs = 0xFF534D42;
    private const int AnswerSize = 120;

    /// <summary>Whether a file lies in one; false where that cannot be found out.</summary>
    public static unsafe bool Has(SafeFileHandle file)
    {
        var answer = stackalloc byte[AnswerSize];
        return Fstatfs(file, answer) == 0 && *(uint*)answer is Nfs or Smb or Smb2 or Cifs;
    }

    [LibraryImport("libc", EntryPoint = "fstatfs")]
    private static unsafe partial int Fstatfs(SafeFileHandle file, byte* answer);
}

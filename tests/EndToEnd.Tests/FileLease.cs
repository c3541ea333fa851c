using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ActorDownloader.EndToEnd;

/// <summary>
/// Keeps everybody who opens a file waiting, as a stuck file system does: Linux' leases (fcntl(2), F_SETLEASE). The kernel ends one by
/// itself after /proc/sys/fs/lease-break-time, 45 s.
/// </summary>
internal sealed class FileLease : IDisposable
{
    private const int SetSignal = 10;
    private const int SetLease = 1024;
    private const int GetLease = 1025;
    private const int Write = 1;
    private const int None = 2;

    /// <summary>SIGURG. Nobody minds it; the usual one would end this process.</summary>
    private const int Harmless = 23;

    private readonly SafeFileHandle _file;

    private FileLease(SafeFileHandle file) => _file = file;

    /// <summary>Whether somebody waits.</summary>
    public bool IsWanted => fcntl(_file, GetLease, 0) != Write;

    /// <summary>Takes it on a file that nobody else has open.</summary>
    public static FileLease Take(string path)
    {
        var lease = new FileLease(File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite));
        if (fcntl(lease._file, SetSignal, Harmless) != 0 || fcntl(lease._file, SetLease, Write) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"No lease can be had on {path}");
        }

        return lease;
    }

    /// <summary>Lets them in.</summary>
    public void Dispose()
    {
        _ = fcntl(_file, SetLease, None);
        _file.Dispose();
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int fcntl(SafeFileHandle file, int command, int argument);
}

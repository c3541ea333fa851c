using Microsoft.Win32.SafeHandles;

namespace ActorDownloader.Destinations;

/// <summary>
/// Files opened so that others notice. The kernel keeps the lock and drops it with the process, so a file that can be opened alone
/// has no living owner. On Unix the locks are advisory (flock), and all that open our files take part; on Windows they are the share modes.
/// </summary>
internal static class FileHold
{
    // Errnos of Linux and macOS, and the Win32 code of the same meaning, as .NET leaves them in HResult.
    private const int WouldBlockLinux = 11;
    private const int WouldBlockMac = 35;
    private const int SharingViolationWindows = unchecked((int)0x80070020);

    /// <summary>Alone, and on Windows still removable by its name.</summary>
    public static readonly FileShare Alone = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None;

    /// <summary>Together with workers, and with nobody that wants it alone.</summary>
    public const FileShare Shared = FileShare.ReadWrite | FileShare.Delete;

    /// <summary>Opens a file that is there.</summary>
    /// <returns>The handle, and what else was found out.</returns>
    public static (SafeFileHandle? Handle, Finding Finding) TryOpen(string path, FileShare share)
    {
        try
        {
            if (LinuxFile.IsForeign(path))
            {
                return (null, Finding.Busy);
            }

            return Named(File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, share)) is { } file
                ? (file, Finding.Held)
                : (null, Finding.Missing);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, Finding.Missing);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, Finding.Busy);
        }
    }

    /// <summary>
    /// Makes a file; null where there is one, even if it appeared just now, or somebody looked into ours before it was locked.
    /// </summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static SafeFileHandle? TryCreate(string path, FileShare share)
    {
        try
        {
            return (share == Shared ? LinuxFile.TryCreateShared(path) : null) ?? Named(Create(path, share));
        }
        catch (IOException e) when (IsHeldByAnother(e) || File.Exists(path))
        {
            return null;
        }
    }

    /// <summary>Makes a file as any program does: the umask, not we, decides the permissions that the final file keeps.</summary>
    /// <exception cref="IOException">It cannot be made, or there is one.</exception>
    public static SafeFileHandle Create(string path, FileShare share) =>
        File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, share);

    private static SafeFileHandle? Named(SafeFileHandle file)
    {
        if (!LinuxFile.IsNameless(file))
        {
            return file;
        }

        file.Dispose();
        return null;
    }

    /// <summary>Whether a file could not be opened because somebody else has it.</summary>
    private static bool IsHeldByAnother(IOException e) => e.HResult is WouldBlockLinux or WouldBlockMac or SharingViolationWindows;

    /// <summary>What became of an attempt to open a file.</summary>
    internal enum Finding
    {
        /// <summary>It is open.</summary>
        Held,

        /// <summary>There is none.</summary>
        Missing,

        /// <summary>Somebody has it, or it is another user's: not ours to touch.</summary>
        Busy,
    }
}

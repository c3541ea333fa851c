using Microsoft.Win32.SafeHandles;

namespace ActorDownloader.Destinations;

/// <summary>
/// Files opened so that others notice. The kernel keeps the lock and drops it with the process, so a file that can be opened alone
/// has no living owner. On Unix the locks are advisory (flock), and all that open our files take part; on Windows they are the share modes.
/// </summary>
internal static class FileHold
{
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
            return LinuxFile.IsForeign(path) ? (null, Finding.Busy) : (File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, share), Finding.Held);
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

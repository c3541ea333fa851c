using System.Diagnostics;

namespace ActorDownloader.Chaos;

/// <summary>
/// A directory in which nobody may make, rename or remove a file, until it is disposed. What is open stays open. Root may do so all the
/// same, unless the file system is told that the directory does not change.
/// </summary>
internal sealed class DirectoryAccess : IDisposable
{
    private readonly string _path;

    private DirectoryAccess(string path) => _path = path;

    public static DirectoryAccess Deny(string path)
    {
        Run("chmod", "u-w", path);
        RunAsRoot("chattr", "+i", path);
        return new DirectoryAccess(path);
    }

    public void Dispose()
    {
        if (Directory.Exists(_path))
        {
            RunAsRoot("chattr", "-i", _path);
            Run("chmod", "u+w", _path);
        }
    }

    private static void RunAsRoot(string command, string change, string path)
    {
        if (Environment.IsPrivilegedProcess)
        {
            Run(command, change, path);
        }
    }

    private static void Run(string command, string change, string path)
    {
        using var process = Process.Start(new ProcessStartInfo(command, [change, path]) { RedirectStandardError = true });
        process?.WaitForExit();
    }
}

using System.Diagnostics;
using System.Globalization;

namespace ActorDownloader.Testing;

/// <summary>
/// A file system of a test's own. It is mounted in a mount namespace that one shell alone is in, and reached through that process's root,
/// so nobody else on the host meets it. It ends with the shell, and the shell with this process, however this process ends.
/// </summary>
public sealed class PrivateMount : IAsyncDisposable
{
    private static readonly Lazy<string?> Trouble = new(TryOne);

    // Who is not the superuser is one in a user namespace of its own, where that is allowed.
    private static readonly string[] Namespace = Environment.IsPrivilegedProcess ? ["--mount"] : ["--map-root-user", "--mount"];

    private readonly Process _shell;
    private readonly string _point;

    private PrivateMount(Process shell, string point) => (_shell, _point) = (shell, point);

    /// <summary>Why no test can have one; null where they can.</summary>
    public static string? Missing => Trouble.Value;

    /// <summary>Its root, for every process on this host that may look at this one's.</summary>
    public string Path => string.Create(CultureInfo.InvariantCulture, $"/proc/{_shell.Id}/root{_point}");

    /// <summary>Mounts an empty file system.</summary>
    /// <param name="type">Such as <c>tmpfs</c>.</param>
    /// <param name="options">As <c>mount -o</c> takes them.</param>
    public static async Task<PrivateMount> MakeAsync(string type, string options = "rw")
    {
        var mount = new PrivateMount(StartShell(), Directory.CreateTempSubdirectory("actordl-mount-").FullName);
        await mount.DoAsync($"mount -t {type} -o {options} none '{mount._point}'");
        return mount;
    }

    /// <summary>Makes a directory in it read-only for who opens or renames something there from now on.</summary>
    public Task MakeReadOnlyAsync(string name) =>
        DoAsync($"mount --bind '{_point}/{name}' '{_point}/{name}' && mount -o remount,bind,ro '{_point}/{name}'");

    /// <summary>Takes that back.</summary>
    public Task MakeWritableAsync(string name) => DoAsync($"umount --lazy '{_point}/{name}'");

    /// <summary>Starts a program that sees an empty directory where others see this one.</summary>
    public static Process StartBehind(string directory, params string[] words)
    {
        string[] arguments = [.. Namespace, "/bin/sh", "-c", "mount -t tmpfs none \"$0\" && exec \"$@\"", directory, .. words];
        return Process.Start(new ProcessStartInfo("unshare", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
    }

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
        Directory.Delete(_point);
    }

    private async Task DoAsync(string command)
    {
        await _shell.StandardInput.WriteLineAsync($"{{ {command}; }} 2>&1 | tr '\\n' ' '; echo");
        if (await _shell.StandardOutput.ReadLineAsync() is not { } said || said.Trim().Length > 0)
        {
            throw new IOException($"{command} failed.");
        }
    }

    private static Process StartShell() =>
        Process.Start(new ProcessStartInfo("unshare", [.. Namespace, "/bin/sh"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;

    private static string? TryOne()
    {
        try
        {
            string[] arguments = [.. Namespace, "mount", "-t", "tmpfs", "none", System.IO.Path.GetTempPath()];
            using var attempt = Process.Start(new ProcessStartInfo("unshare", arguments) { RedirectStandardError = true })!;
            var said = attempt.StandardError.ReadToEnd();
            attempt.WaitForExit();
            return attempt.ExitCode == 0 ? null : $"No file system can be mounted here: {said.Trim()}";
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or PlatformNotSupportedException)
        {
            return $"No file system can be mounted here: {e.Message}";
        }
    }
}

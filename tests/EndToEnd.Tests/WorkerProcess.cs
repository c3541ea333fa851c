using System.Diagnostics;
using System.Globalization;

namespace ActorDownloader.EndToEnd;

/// <summary>Worker processes as the operating system sees them.</summary>
internal static class WorkerProcess
{
    /// <summary>The worker executable beside the tests.</summary>
    public static string Executable =>
        Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "actordl-worker.exe" : "actordl-worker");

    /// <summary>Ends a process as <c>kill -9</c> does.</summary>
    public static void Kill(int processId)
    {
        using var process = Process.GetProcessById(processId);
        process.Kill();
    }

    /// <summary>Sends a signal, such as STOP, as <c>kill</c> does.</summary>
    public static async Task SignalAsync(string signal, int processId)
    {
        using var kill = Process.Start("kill", ["-" + signal, processId.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Whether the process still runs. One that has ended and was not waited for does not.</summary>
    public static bool IsRunning(int processId)
    {
        var stat = $"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/stat";
        try
        {
            // The state follows the name, which stands in parentheses and may hold anything.
            var text = File.ReadAllText(stat);
            return text[text.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>What a process has open, under the names that the files have now; Linux marks those that have none any more.</summary>
    public static IReadOnlyList<string> FilesOf(int processId) =>
        [.. Directory.GetFiles($"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/fd")
            .Select(descriptor => new FileInfo(descriptor).LinkTarget ?? "")];

    /// <summary>The worker processes that a coordinator has started.</summary>
    public static IReadOnlyList<int> ChildrenOf(int processId) =>
        [.. Directory.GetDirectories("/proc")
            .Select(path => Path.GetFileName(path))
            .Where(name => name.All(char.IsAsciiDigit))
            .Where(name => ParentOf(name) == processId)
            .Select(name => int.Parse(name, CultureInfo.InvariantCulture))];

    /// <summary>The fourth field of the status, behind the name in parentheses and the state; null for a process that is gone.</summary>
    private static int? ParentOf(string process)
    {
        try
        {
            var status = File.ReadAllText($"/proc/{process}/stat");
            return int.Parse(status[(status.LastIndexOf(')') + 4)..].Split(' ', 2)[0], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Starts a worker by hand.</summary>
    public static Process Join(string address, params string[] arguments)
    {
        var start = new ProcessStartInfo(Executable) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])["--join", address, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }
}

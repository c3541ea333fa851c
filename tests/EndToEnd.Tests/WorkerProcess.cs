using System.Diagnostics;
using System.Globalization;

namespace ActorDownloader.EndToEnd;

/// <summary>Worker processes as the operating system sees them.</summary>
internal static class WorkerProcess
{
    /// <summary>The worker executable beside the tests.</summary>
    public static string Executable => Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "actordl-worker.exe" : "actordl-worker");

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

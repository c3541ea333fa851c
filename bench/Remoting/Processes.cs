using System.Diagnostics;

namespace RemotingBench;

internal static class Processes
{
    /// <summary>Starts this program once more.</summary>
    public static Process Start(params string[] arguments) => Process.Start(
        new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })
        ?? throw new InvalidOperationException("No process.");
}

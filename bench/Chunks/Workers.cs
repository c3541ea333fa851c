using System.Diagnostics;

namespace ActorDownloader.ChunksBench;

internal static class Workers
{
    /// <summary>Starts a worker by hand.</summary>
    public static Process Start(string executable, string address) =>
        Process.Start(new ProcessStartInfo(executable, ["--join", address]) { RedirectStandardError = true })
        ?? throw new InvalidOperationException("No process.");
}

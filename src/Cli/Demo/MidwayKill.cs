using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;

namespace ActorDownloader.Cli.Demo;

/// <summary>
/// Passes progress on, and at half of the bytes ends the busiest worker process with SIGKILL: no farewell, no clean-up. Once.
/// </summary>
internal sealed class MidwayKill(IProgress<DownloadProgress> view, Action<int> kill) : IProgress<DownloadProgress>
{
    private volatile Killing? _killed;

    /// <summary>Who was killed, and when; null as long as nobody was.</summary>
    public Killing? Killed => _killed;

    public void Report(DownloadProgress value)
    {
        view.Report(value);
        if (_killed is null && VictimOf(value) is { } victim)
        {
            kill(victim.ProcessId);
            _killed = new Killing(victim.ProcessId, value.BytesDone, [.. value.Workers.Select(worker => worker.ProcessId)]);
        }
    }

    /// <summary>
    /// The worker that has fetched the most, from half-way on. A second worker that is slow to come is waited for, up to three quarters.
    /// Pure.
    /// </summary>
    public static WorkerShare? VictimOf(DownloadProgress progress)
    {
        var isTime = progress.BytesTotal is { } total
            && progress.BytesDone < total
            && progress.BytesDone >= (progress.Workers.Count(worker => worker.Bytes > 0) >= 2 ? total / 2 : total / 4 * 3);
        return isTime ? progress.Workers.MaxBy(worker => worker.Bytes) : null;
    }

    /// <summary>Ends a process of this host.</summary>
    public static void Kill(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            process.Kill();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It has ended already, which is as good.
        }
    }
}

/// <summary>A worker's death.</summary>
/// <param name="ProcessId">Whose.</param>
/// <param name="BytesDone">How far the download was.</param>
/// <param name="Witnesses">The worker processes that had taken part until then.</param>
internal sealed record Killing(int ProcessId, long BytesDone, ImmutableArray<int> Witnesses);

using System.Diagnostics;

namespace ActorDownloader.CoordinatorBench;

/// <summary>What a transfer costs that waits for its turn: a million are asked for where there is no worker at all.</summary>
internal static class QueueMemory
{
    private const int Count = 1_000_000;

    public static async Task RunAsync()
    {
        var directory = Directory.CreateTempSubdirectory("actordl-bench-");
        try
        {
            await MeasureAsync(directory.FullName);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task MeasureAsync(string directory)
    {
        var downloader = await Downloader.StartAsync(new DownloaderOptions
        {
            MaxRequestProcesses = 0,
            Config = "actor-downloader.scheduler.worker-wait = 1d",
            S3 = new S3Options { EndpointUrl = "http://127.0.0.1:1", Anonymous = true },
        });
        await DownloadAsync(downloader, directory, "first", 2000);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        var transfers = await DownloadAsync(downloader, directory, "key", Count);
        var asked = watch.Elapsed;
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        Console.WriteLine("| transfers queued | us each to queue | bytes each, the caller's request and handle included |");
        Console.WriteLine("|---:|---:|---:|");
        Console.WriteLine(FormattableString.Invariant($"| {Count:N0} | {asked.TotalMicroseconds / Count:F1} | {held / Count:N0} |"));
        watch.Restart();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await downloader.ShutdownAsync(cancelled.Token);
        Console.WriteLine(FormattableString.Invariant($"\nAll cancelled and cleaned up in {watch.Elapsed.TotalSeconds:F1} s."));
        GC.KeepAlive(transfers);
    }

    /// <summary>Asks, and waits until the last one's request has been read: what is cancelled is answered in its turn.</summary>
    private static async Task<Transfer[]> DownloadAsync(Downloader downloader, string directory, string prefix, int count)
    {
        var transfers = new Transfer[count];
        for (var i = 0; i < count; i++)
        {
            transfers[i] = downloader.Download(new DownloadRequest("bench", prefix + i, Path.Combine(directory, prefix + i)));
        }

        var last = downloader.Download(new DownloadRequest("bench", "last", Path.Combine(directory, "last")));
        last.Cancel();
        await last.Completion.ContinueWith(static _ => { }, TaskScheduler.Default);
        return transfers;
    }
}

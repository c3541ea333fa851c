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
        await DownloadAsync(downloader, directory, Requests(directory, "first", 2000));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var requests = Requests(directory, "key", Count);
        var own = GC.GetTotalMemory(forceFullCollection: true) - before;
        var watch = Stopwatch.StartNew();
        var transfers = await DownloadAsync(downloader, directory, requests);
        var asked = watch.Elapsed;
        var held = GC.GetTotalMemory(forceFullCollection: true) - before - own;
        Console.WriteLine("| transfers queued | us each to queue | bytes each, the handle included | bytes of the caller's request |");
        Console.WriteLine("|---:|---:|---:|---:|");
        Console.WriteLine(
            FormattableString.Invariant($"| {Count:N0} | {asked.TotalMicroseconds / Count:F1} | {held / Count:N0} | {own / Count:N0} |"));
        watch.Restart();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await downloader.ShutdownAsync(cancelled.Token);
        Console.WriteLine(FormattableString.Invariant($"\nAll cancelled and cleaned up in {watch.Elapsed.TotalSeconds:F1} s."));
        GC.KeepAlive(requests);
        GC.KeepAlive(transfers);
    }

    private static DownloadRequest[] Requests(string directory, string prefix, int count) =>
        [.. Enumerable.Range(0, count).Select(i => new DownloadRequest("bench", prefix + i, Path.Combine(directory, prefix + i)))];

    /// <summary>Asks, and waits until the last one's request has been read: what is cancelled is answered in its turn.</summary>
    private static async Task<Transfer[]> DownloadAsync(Downloader downloader, string directory, DownloadRequest[] requests)
    {
        var transfers = Array.ConvertAll(requests, request => downloader.Download(request));
        var last = downloader.Download(new DownloadRequest("bench", "last", Path.Combine(directory, "last")));
        last.Cancel();
        await last.Completion.ContinueWith(static _ => { }, TaskScheduler.Default);
        return transfers;
    }
}

using System.Diagnostics;
using System.Text.Json;

namespace ActorDownloader.ChunksBench;

/// <summary>
/// What the coordinator's process spends on a chunk while two workers fetch an object as fast as they can from an origin without limits.
/// </summary>
internal static class ChunkCost
{
    private const int WorkerProcesses = 2;

    /// <summary>Of the second of two downloads, so that what it runs is compiled.</summary>
    public static async Task<(double Messages, TimeSpan Cpu)> MeasureAsync(string published, long chunkBytes, int chunks)
    {
        var directory = Directory.CreateTempSubdirectory("chunks-bench-").FullName;
        using var origin = StartOrigin(Path.Combine(published, "actordl-origin"), chunkBytes * chunks, out var url);
        await using var downloader = await Downloader.StartAsync(new DownloaderOptions
        {
            MaxRequestProcesses = 0,
            MultipartChunkSize = chunkBytes,
            MultipartThreshold = chunkBytes,
            S3 = new S3Options { EndpointUrl = url, Anonymous = true },
            // Pages taken and given back are no cost of a chunk, but they would be most of it where files are in memory.
            Config = "actor-downloader.transfer.preallocate = off\n"
                + $"akka.actor.serializers.actor-downloader = \"{typeof(CountingSerializer).AssemblyQualifiedName}\"",
        });
        var workers = Enumerable.Range(0, WorkerProcesses)
            .Select(_ => Workers.Start(Path.Combine(published, "actordl-worker"), downloader.Address))
            .ToArray();
        try
        {
            await downloader.Download(new DownloadRequest("b", "k", Path.Combine(directory, "first"))).Completion;
            var (messages, cpu) = (CountingSerializer.Messages, Environment.CpuUsage.TotalTime);
            await downloader.Download(new DownloadRequest("b", "k", Path.Combine(directory, "second"))).Completion;
            return ((CountingSerializer.Messages - messages) / (double)chunks, (Environment.CpuUsage.TotalTime - cpu) / chunks);
        }
        finally
        {
            foreach (var worker in workers)
            {
                worker.Kill();
                worker.Dispose();
            }

            origin.Kill();
            Directory.Delete(directory, recursive: true);
        }
    }

    private static Process StartOrigin(string executable, long length, out string url)
    {
        var origin = Process.Start(new ProcessStartInfo(executable) { RedirectStandardInput = true, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("No process.");
        origin.StandardInput.WriteLine($$"""{"objects":[{"bucket":"b","key":"k","length":{{length}}}]}""");
        origin.StandardInput.Flush();
        using var ready = JsonDocument.Parse(
            origin.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The origin did not start."));
        url = ready.RootElement.GetProperty("url").GetString()!;
        return origin;
    }
}

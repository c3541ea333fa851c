using ActorDownloader.LoopbackOrigin.Content;
using ActorDownloader.LoopbackOrigin.Traffic;

namespace ActorDownloader.EndToEnd;

/// <summary>Who was given up while it may still write has no hold on the finished file.</summary>
public class FencingSpecs
{
    private const long MiB = 1 << 20;

    private static readonly TrafficShape Slow = new() { TotalBytesPerSecond = 2 * MiB };
    private static readonly TrafficShape Unlimited = new();

    [Fact]
    public async Task A_worker_that_is_stopped_does_not_have_the_finished_file_open()
    {
        await using var engine = await Engine.StartAsync(options => options with
        {
            MultipartChunkSize = MiB,
            MaxRequestProcesses = 0,
            Config = "actor-downloader.scheduler.hedging.enabled = off",
        });
        var content = engine.Put("object", 32 * MiB);
        engine.Origin.Traffic = Slow;
        var progress = new ProgressRecorder();
        var transfer = engine.Download("object", "file", request => request with { Progress = progress });
        using var stopped = WorkerProcess.Join(engine.Downloader.Address, "--slots", "2");
        await progress.WhenAsync(p => p.BytesDone > 0);
        await Eventually.IsTrueAsync(
            () => WorkerProcess.FilesOf(stopped.Id).Any(path => path.EndsWith(".actordl", StringComparison.Ordinal)),
            "the worker has the file open");

        await WorkerProcess.SignalAsync("STOP", stopped.Id);
        try
        {
            using var other = WorkerProcess.Join(engine.Downloader.Address);
            await progress.WhenAsync(p => p.Retries > 0);
            engine.Origin.Traffic = Unlimited;
            await transfer.Completion.InTimeAsync();

            Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), content));
            Assert.Equal(["file"], engine.Files);
            var open = WorkerProcess.FilesOf(stopped.Id);
            Assert.Contains(open, path => path.EndsWith(".actordl (deleted)", StringComparison.Ordinal));
            Assert.DoesNotContain(engine.At("file"), open);
        }
        finally
        {
            stopped.Kill();
        }
    }
}

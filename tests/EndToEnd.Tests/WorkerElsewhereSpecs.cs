using System.Diagnostics;
using ActorDownloader.LoopbackOrigin.Content;

namespace ActorDownloader.EndToEnd;

/// <summary>Workers that cannot get at the destination, and others that can.</summary>
public class WorkerElsewhereSpecs
{
    private const long MiB = 1 << 20;

    /// <summary>Attempts enough for another worker to join, on any machine.</summary>
    private const string Patient = "actor-downloader.transfer.retry { max-attempts = 100, min-backoff = 100ms, max-backoff = 5s }";

    private const string Impatient = "actor-downloader.transfer.retry { max-attempts = 3, min-backoff = 1ms, max-backoff = 2ms }";

    [Fact]
    public async Task What_a_worker_may_not_write_another_fetches()
    {
        await using var engine = await StartAsync(Patient);

        await AssertCompletesAsync(engine, await JoinDeniedAsync(engine));
    }

    [PrivateMountFact]
    public async Task What_a_worker_has_no_file_for_another_fetches()
    {
        await using var engine = await StartAsync(Patient);

        await AssertCompletesAsync(engine, JoinApart(engine));
    }

    [Fact]
    public async Task Where_no_worker_may_write_that_is_told()
    {
        await using var engine = await StartAsync(Impatient);

        await AssertFailsAsync(engine, await JoinDeniedAsync(engine), DownloadErrorKind.DestinationDenied);
    }

    [PrivateMountFact]
    public async Task Where_no_worker_has_the_file_that_is_told()
    {
        await using var engine = await StartAsync(Impatient);

        await AssertFailsAsync(engine, JoinApart(engine), DownloadErrorKind.DestinationFailed);
    }

    private static Task<Engine> StartAsync(string config) =>
        Engine.StartAsync(options => options with { MultipartChunkSize = MiB, MaxRequestProcesses = 0, Config = config });

    private static async Task AssertCompletesAsync(Engine engine, Process elsewhere)
    {
        var content = engine.Put("object", 20 * MiB);
        var progress = new ProgressRecorder();
        using (elsewhere)
        {
            var transfer = engine.Download("object", "file", request => request with { Progress = progress });
            await progress.WhenAsync(p => p.Retries > 0);

            using var here = WorkerProcess.Join(engine.Downloader.Address);
            var result = await transfer.Completion.InTimeAsync();

            Assert.Equal([here.Id], result.Workers.Select(worker => worker.ProcessId));
            Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), content));
            Assert.Equal(["file"], engine.Files.Except(["worker.conf"]));
        }
    }

    private static async Task AssertFailsAsync(Engine engine, Process elsewhere, DownloadErrorKind kind)
    {
        engine.Put("object", 20 * MiB);
        await File.WriteAllTextAsync(engine.At("file"), "old");
        using (elsewhere)
        {
            var failure = await Assert.ThrowsAsync<DownloadException>(() => engine.Download("object", "file").Completion.InTimeAsync());

            Assert.Equal(kind, failure.Kind);
            Assert.Contains(engine.DirectoryPath, failure.Message, StringComparison.Ordinal);
            Assert.Equal(["file"], engine.Files.Except(["worker.conf"]));
            Assert.Equal("old", await File.ReadAllTextAsync(engine.At("file")));
            Assert.Empty(engine.Origin.Requests.Snapshot());
        }
    }

    private static async Task<Process> JoinDeniedAsync(Engine engine)
    {
        var settings = engine.At("worker.conf");
        await File.WriteAllTextAsync(settings, "actor-downloader.worker.allowed-roots = [\"/nowhere\"]");
        return WorkerProcess.Join(engine.Downloader.Address, "--config", settings);
    }

    /// <summary>A worker that sees an empty directory in the destination's place, as one on another host may.</summary>
    private static Process JoinApart(Engine engine) => PrivateMount.StartBehind(
        engine.DirectoryPath, WorkerProcess.Executable, "--join", engine.Downloader.Address);
}

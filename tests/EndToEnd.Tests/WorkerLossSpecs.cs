using ActorDownloader.LoopbackOrigin.Content;
using ActorDownloader.LoopbackOrigin.Traffic;

namespace ActorDownloader.EndToEnd;

/// <summary>Real worker processes, really killed.</summary>
public class WorkerLossSpecs
{
    private const long MiB = 1 << 20;

    // Until all are there that a test waits for, bytes come so slowly that no machine is too slow for it.
    private static readonly TrafficShape Slow = new() { TotalBytesPerSecond = 2 * MiB };
    private static readonly TrafficShape Unlimited = new();

    private const string Patient = "akka.remote.watch-failure-detector.acceptable-heartbeat-pause = 1h";

    [Fact]
    public async Task A_worker_killed_on_the_way_costs_only_what_it_held()
    {
        await using var engine = await Engine.StartAsync(options => options with { MultipartChunkSize = MiB, RequestSlots = 4 });
        var content = engine.Put("object", 96 * MiB);
        engine.Origin.Traffic = Slow;
        var progress = new ProgressRecorder();
        var transfer = engine.Download("object", "file", request => request with { Progress = progress });

        var seen = await progress.WhenAsync(p => p.Workers.Length == 2);
        WorkerProcess.Kill(seen.Workers[0].ProcessId);
        await progress.WhenAsync(p => p.Retries > 0);
        engine.Origin.Traffic = Unlimited;
        var result = await transfer.Completion.InTimeAsync();

        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), content));
        Assert.Equal(["file"], engine.Files);
        Assert.InRange(result.Retries, 1, 4);
    }

    [Fact]
    public async Task All_workers_killed_at_once_are_replaced()
    {
        await using var engine = await Engine.StartAsync(options => options with { MultipartChunkSize = MiB, RequestSlots = 4 });
        var content = engine.Put("object", 96 * MiB);
        engine.Origin.Traffic = Slow;
        var progress = new ProgressRecorder();
        var transfer = engine.Download("object", "file", request => request with { Progress = progress });

        var seen = await progress.WhenAsync(p => p.Workers.Length == 2);
        foreach (var worker in seen.Workers)
        {
            WorkerProcess.Kill(worker.ProcessId);
        }

        await progress.WhenAsync(p => p.Workers.Any(worker => seen.Workers.All(before => before.ProcessId != worker.ProcessId)));
        engine.Origin.Traffic = Unlimited;
        await transfer.Completion.InTimeAsync();
        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), content));
    }

    [Fact]
    public async Task A_worker_started_by_hand_joins_on_the_way_and_takes_chunks()
    {
        await using var engine = await Engine.StartAsync(
            options => options with { MultipartChunkSize = MiB, MaxRequestProcesses = 1, RequestSlots = 2 });
        var content = engine.Put("object", 64 * MiB);
        engine.Origin.Traffic = Slow;
        var progress = new ProgressRecorder();
        var transfer = engine.Download("object", "file", request => request with { Progress = progress });
        await progress.WhenAsync(p => p.BytesDone > 0);

        using var worker = WorkerProcess.Join(engine.Downloader.Address, "--slots", "2");
        await progress.WhenAsync(p => p.Workers.Any(share => share.ProcessId == worker.Id));
        engine.Origin.Traffic = Unlimited;
        var result = await transfer.Completion.InTimeAsync();

        Assert.Contains(result.Workers, share => share.ProcessId == worker.Id && share.Bytes > 0);
        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), content));
        await engine.Downloader.ShutdownAsync();
        await Eventually.IsTrueAsync(() => !WorkerProcess.IsRunning(worker.Id), "a worker whose coordinator is gone has ended");
    }

    // No lease ends by silence here: that the worker is gone, only the heartbeats can tell.
    [Theory]
    [InlineData("KILL")]
    [InlineData("STOP")]
    public async Task A_worker_started_by_hand_is_missed_when_its_heartbeats_stop(string signal)
    {
        await using var engine = await Engine.StartAsync(options => options with
        {
            MultipartChunkSize = MiB,
            MaxRequestProcesses = 0,
            Config = "actor-downloader.scheduler.lease-silence = 1h",
        });
        var content = engine.Put("object", 64 * MiB);
        engine.Origin.Traffic = Slow;
        var progress = new ProgressRecorder();
        var transfer = engine.Download("object", "file", request => request with { Progress = progress });
        using var lost = WorkerProcess.Join(engine.Downloader.Address, "--slots", "2");
        await progress.WhenAsync(p => p.BytesDone > 0);

        await WorkerProcess.SignalAsync(signal, lost.Id);
        using var other = WorkerProcess.Join(engine.Downloader.Address);
        await progress.WhenAsync(p => p.Retries > 0);
        engine.Origin.Traffic = Unlimited;
        var result = await transfer.Completion.InTimeAsync();
        lost.Kill();

        Assert.Contains(result.Workers, share => share.ProcessId == other.Id);
        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), content));
    }

    [Fact]
    public async Task Workers_of_ours_that_are_stopped_are_ended_and_replaced()
    {
        await using var engine = await Engine.StartAsync(
            options => options with
            {
                MultipartChunkSize = MiB,
                RequestSlots = 4,
                Config = "actor-downloader.scheduler.lease-silence = 1h"
            });
        var content = engine.Put("object", 64 * MiB);
        engine.Origin.Traffic = Slow;
        var progress = new ProgressRecorder();
        var transfer = engine.Download("object", "file", request => request with { Progress = progress });

        var seen = await progress.WhenAsync(p => p.Workers.Length == 2);
        foreach (var worker in seen.Workers)
        {
            await WorkerProcess.SignalAsync("STOP", worker.ProcessId);
        }

        await progress.WhenAsync(p => p.Workers.Any(worker => seen.Workers.All(before => before.ProcessId != worker.ProcessId)));
        engine.Origin.Traffic = Unlimited;
        await transfer.Completion.InTimeAsync();

        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), content));
        Assert.All(seen.Workers, worker => Assert.False(WorkerProcess.IsRunning(worker.ProcessId)));
    }

    // Nobody misses a heartbeat here: that the worker does nothing, only its leases can tell.
    [Fact]
    public async Task A_worker_that_says_nothing_of_its_leases_loses_them_and_may_come_back()
    {
        await using var engine = await Engine.StartAsync(options => options with
        {
            MultipartChunkSize = MiB,
            MaxRequestProcesses = 0,
            Config = $"actor-downloader.scheduler.lease-silence = 1s, {Patient}",
        });
        await File.WriteAllTextAsync(engine.At("worker.conf"), Patient);
        var content = engine.Put("object", 64 * MiB);
        engine.Origin.Traffic = Slow;
        var progress = new ProgressRecorder();
        var transfer = engine.Download("object", "file", request => request with { Progress = progress });
        using var silent = WorkerProcess.Join(engine.Downloader.Address, "--slots", "2", "--config", engine.At("worker.conf"));
        await progress.WhenAsync(p => p.BytesDone > 0);

        await WorkerProcess.SignalAsync("STOP", silent.Id);
        using var other = WorkerProcess.Join(engine.Downloader.Address, "--slots", "2");
        await progress.WhenAsync(p => p.Retries > 0);
        await WorkerProcess.SignalAsync("CONT", silent.Id);
        engine.Origin.Traffic = Unlimited;
        await transfer.Completion.InTimeAsync();

        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), content));
        Assert.True(WorkerProcess.IsRunning(silent.Id));
    }

    [Fact]
    public async Task Workers_started_by_hand_are_enough()
    {
        await using var engine = await Engine.StartAsync(options => options with { MaxRequestProcesses = 0 });
        var content = engine.Put("object", 20 * MiB);
        var transfer = engine.Download("object", "file");
        using var worker = WorkerProcess.Join(engine.Downloader.Address);

        var result = await transfer.Completion.InTimeAsync();

        Assert.Equal([worker.Id], result.Workers.Select(share => share.ProcessId));
        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), content));
    }

    [Fact]
    public async Task Without_any_worker_a_transfer_fails_typed()
    {
        await using var engine = await Engine.StartAsync(
            options => options with { MaxRequestProcesses = 0, Config = "actor-downloader.scheduler.worker-wait = 1s" });
        engine.Put("object", 1);

        var failure = await Assert.ThrowsAsync<DownloadException>(() => engine.Download("object", "file").Completion.InTimeAsync());

        Assert.Equal(DownloadErrorKind.WorkersUnavailable, failure.Kind);
        Assert.Empty(engine.Files);
    }

    [Fact]
    public async Task A_worker_executable_that_cannot_be_started_fails_the_transfer_typed()
    {
        await using var engine = await Engine.StartAsync(options => options with { WorkerExecutable = "/nowhere/actordl-worker" });
        engine.Put("object", 1);

        var failure = await Assert.ThrowsAsync<DownloadException>(() => engine.Download("object", "file").Completion.InTimeAsync());

        Assert.Equal(DownloadErrorKind.WorkersUnavailable, failure.Kind);
        Assert.Contains("/nowhere/actordl-worker", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_shutdown_no_worker_process_is_left()
    {
        await using var engine = await Engine.StartAsync();
        engine.Put("object", 20 * MiB);
        var result = await engine.Download("object", "file").Completion.InTimeAsync();

        await engine.Downloader.ShutdownAsync();

        Assert.NotEmpty(result.Workers);
        Assert.All(result.Workers, worker => Assert.False(WorkerProcess.IsRunning(worker.ProcessId)));
    }
}

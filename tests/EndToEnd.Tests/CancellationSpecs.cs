using ActorDownloader.LoopbackOrigin.Faults;
using ActorDownloader.LoopbackOrigin.Traffic;

namespace ActorDownloader.EndToEnd;

/// <summary>Each phase of a transfer against each way to end it.</summary>
public class CancellationSpecs
{
    private const long MiB = 1 << 20;

    public enum Phase
    {
        JustSubmitted,
        FirstRequestSent,
        SomeBytesHere,
        SomeChunksDone,
    }

    public enum Means
    {
        Token,
        Cancel,
        CancelTwice,
        Shutdown,
    }

    public static TheoryData<Phase, Means> Matrix
    {
        get
        {
            var matrix = new TheoryData<Phase, Means>();
            foreach (var phase in Enum.GetValues<Phase>())
            {
                foreach (var means in Enum.GetValues<Means>())
                {
                    matrix.Add(phase, means);
                }
            }

            return matrix;
        }
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task A_cancelled_transfer_ends_as_cancelled_and_leaves_nothing(Phase phase, Means means)
    {
        await using var engine = await Engine.StartAsync(options => options with { MultipartChunkSize = MiB, RequestSlots = 2 });
        engine.Put("object", 200 * MiB);
        engine.Origin.Traffic = new TrafficShape { TotalBytesPerSecond = 10 * MiB };
        if (phase is Phase.FirstRequestSent)
        {
            engine.Origin.Faults.Add(new FaultRule(new FaultAction.Stall()));
        }

        using var token = new CancellationTokenSource();
        var progress = new ProgressRecorder();
        var transfer = engine.Download("object", "file", request => request with { Progress = progress }, token.Token);
        switch (phase)
        {
            case Phase.FirstRequestSent:
                await Eventually.IsTrueAsync(() => engine.Origin.Requests.Snapshot().Length > 0, "a request was sent");
                break;
            case Phase.SomeBytesHere:
                await progress.WhenAsync(p => p.BytesDone > 0);
                break;
            case Phase.SomeChunksDone:
                await progress.WhenAsync(p => p.Workers.Sum(worker => worker.Bytes) > 2 * MiB);
                break;
        }

        Task? shutdown = null;
        switch (means)
        {
            case Means.Token:
                await token.CancelAsync();
                break;
            case Means.Cancel:
                transfer.Cancel();
                break;
            case Means.CancelTwice:
                transfer.Cancel();
                transfer.Cancel();
                break;
            case Means.Shutdown:
                using (var now = new CancellationTokenSource())
                {
                    await now.CancelAsync();
                    shutdown = engine.Downloader.ShutdownAsync(now.Token);
                }

                break;
        }

        var ended = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => transfer.Completion.InTimeAsync());

        Assert.True(transfer.IsDone);
        Assert.True(transfer.Completion.IsCanceled);
        Assert.Empty(engine.Files);
        if (means is Means.Token)
        {
            Assert.Equal(token.Token, ended.CancellationToken);
        }

        if (shutdown is not null)
        {
            await shutdown;
        }
        else
        {
            await Eventually.IsTrueAsync(() => engine.Origin.Gauges.ActiveRequests == 0, "every request in flight was aborted");
        }
    }

    [Fact]
    public async Task A_token_that_is_cancelled_already_starts_nothing_that_lasts()
    {
        await using var engine = await Engine.StartAsync();
        engine.Put("object", MiB);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => engine.Download("object", "file", cancellationToken: new CancellationToken(canceled: true)).Completion.InTimeAsync());

        Assert.Empty(engine.Files);
    }

    [Fact]
    public async Task A_cancellation_after_the_end_changes_nothing()
    {
        await using var engine = await Engine.StartAsync();
        engine.Put("object", MiB);
        using var token = new CancellationTokenSource();
        var transfer = engine.Download("object", "file", cancellationToken: token.Token);
        var result = await transfer.Completion.InTimeAsync();

        transfer.Cancel();
        await token.CancelAsync();

        Assert.Same(result, await transfer.Completion);
        Assert.Equal(["file"], engine.Files);
    }

    [Fact]
    public async Task Ten_transfers_cancelled_at_once_all_end_and_leave_nothing()
    {
        await using var engine = await Engine.StartAsync();
        engine.Put("object", 20 * MiB);
        engine.Origin.Traffic = new TrafficShape { TotalBytesPerSecond = MiB };
        using var token = new CancellationTokenSource();
        var transfers = Enumerable.Range(0, 10)
            .Select(i => engine.Download("object", $"file{i}", cancellationToken: token.Token))
            .ToArray();

        await token.CancelAsync();

        foreach (var transfer in transfers)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => transfer.Completion.InTimeAsync());
        }

        Assert.Empty(engine.Files);
    }

    [Fact]
    public async Task One_cancelled_transfer_leaves_the_others_alone()
    {
        await using var engine = await Engine.StartAsync(options => options with { MultipartChunkSize = MiB });
        engine.Put("object", 20 * MiB);
        engine.Origin.Traffic = new TrafficShape { TotalBytesPerSecond = 20 * MiB };
        var transfers = Enumerable.Range(0, 3).Select(i => engine.Download("object", $"file{i}")).ToArray();

        transfers[1].Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => transfers[1].Completion.InTimeAsync());
        await transfers[0].Completion.InTimeAsync();
        await transfers[2].Completion.InTimeAsync();
        Assert.Equal(["file0", "file2"], engine.Files);
    }

    [Fact]
    public async Task Shutdown_waits_for_every_transfer_and_disposing_does_the_same()
    {
        await using var engine = await Engine.StartAsync();
        engine.Put("object", 20 * MiB);
        var transfers = Enumerable.Range(0, 5).Select(i => engine.Download("object", $"file{i}")).ToArray();

        await engine.Downloader.DisposeAsync();

        Assert.All(transfers, transfer => Assert.True(transfer.Completion.IsCompletedSuccessfully));
        Assert.Throws<ObjectDisposedException>(() => engine.Download("object", "another"));
        await engine.Downloader.ShutdownAsync();
    }

    [Fact]
    public async Task A_downloader_that_had_nothing_to_do_ends() =>
        await (await Downloader.StartAsync(new DownloaderOptions { S3 = new S3Options { Anonymous = true } })).ShutdownAsync()
            .WaitAsync(TimeSpan.FromMinutes(1));
}

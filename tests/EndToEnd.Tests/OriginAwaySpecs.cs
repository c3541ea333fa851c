using ActorDownloader.LoopbackOrigin;
using ActorDownloader.LoopbackOrigin.Content;
using ActorDownloader.LoopbackOrigin.Objects;
using ActorDownloader.LoopbackOrigin.Traffic;

namespace ActorDownloader.EndToEnd;

/// <summary>An origin that takes no connections for a while, as one does that is started anew.</summary>
public class OriginAwaySpecs
{
    private const long MiB = 1 << 20;
    private const long Length = 24 * MiB;

    /// <summary>Far more patience than an origin takes to start, on any machine; and nothing is asked for twice but what failed.</summary>
    private const string Patient = """
        actor-downloader.transfer.retry { max-attempts = 100, min-backoff = 100ms, max-backoff = 5s }
        actor-downloader.scheduler.hedging.enabled = off
        """;

    [Fact]
    public async Task A_download_that_is_refused_at_first_begins_when_the_origin_is_there()
    {
        await using var engine = await StartAsync();
        await engine.Origin.DisposeAsync();
        var progress = new ProgressRecorder();
        var transfer = engine.Download("object", "file", request => request with { Progress = progress });

        await progress.WhenAsync(p => p.Retries >= 3);
        await using var back = await BackAsync(engine);
        var result = await transfer.Completion.InTimeAsync();

        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), Content));
        Assert.Equal(["file"], engine.Files);
        Assert.True(result.Retries >= 3);
    }

    [Fact]
    public async Task A_download_goes_on_when_an_origin_that_went_away_is_back()
    {
        await using var engine = await StartAsync();
        engine.Origin.Traffic = new TrafficShape { TotalBytesPerSecond = 4 * MiB };
        var progress = new ProgressRecorder();
        var transfer = engine.Download("object", "file", request => request with { Progress = progress });
        var before = await progress.WhenAsync(p => p.Workers.Sum(worker => worker.Bytes) >= 2 * MiB);

        // Each slot loses its connection once. What fails beyond that was refused.
        await engine.Origin.DisposeAsync();
        await progress.WhenAsync(p => p.Retries >= 6);
        await using var back = await BackAsync(engine);
        await transfer.Completion.InTimeAsync();

        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), Content));
        Assert.Equal(["file"], engine.Files);
        Assert.InRange(back.Gauges.BodyBytes, 1, Length - before.Workers.Sum(worker => worker.Bytes));
        Assert.All(back.Requests.Snapshot(), request => Assert.Equal("\"a\"", request.Header("If-Match")));
    }

    private static ObjectContent Content => ObjectContent.Generated(1, Length);

    private static async Task<Engine> StartAsync()
    {
        var engine = await Engine.StartAsync(options => options with
        {
            MultipartChunkSize = MiB,
            MaxRequestProcesses = 1,
            RequestSlots = 2,
            Config = Patient,
        });
        Put(engine.Origin);
        return engine;
    }

    /// <summary>An origin at the address of the one that has ended, with the same object.</summary>
    private static async Task<S3LoopbackOrigin> BackAsync(Engine engine)
    {
        var origin = await S3LoopbackOrigin.StartAsync(new S3LoopbackOriginOptions { Port = engine.Origin.Uri.Port });
        Put(origin);
        return origin;
    }

    private static void Put(S3LoopbackOrigin origin) =>
        origin.Objects.Put(Engine.Bucket, "object", new ObjectDefinition(Content) { ETag = "\"a\"" });
}

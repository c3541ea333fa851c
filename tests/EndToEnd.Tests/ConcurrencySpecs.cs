using ActorDownloader.LoopbackOrigin.Content;
using ActorDownloader.LoopbackOrigin.Traffic;

namespace ActorDownloader.EndToEnd;

/// <summary>How many requests are in flight, with what origins make of it.</summary>
public class ConcurrencySpecs
{
    private const long MiB = 1 << 20;

    [Fact]
    public async Task Slow_connections_become_more()
    {
        await using var engine = await Engine.StartAsync(options => options with { MultipartChunkSize = MiB });
        var content = engine.Put("object", 200 * MiB);
        engine.Origin.Traffic = new TrafficShape { BytesPerSecondPerConnection = MiB };

        await engine.Download("object", "file").Completion.InTimeAsync();

        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), content));
        Assert.InRange(engine.Origin.Gauges.MostActiveRequests, 64, 128);
    }

    [Fact]
    public async Task The_callers_bound_holds()
    {
        await using var engine = await Engine.StartAsync(options => options with { MultipartChunkSize = MiB, MaxConcurrency = 5 });
        engine.Put("object", 40 * MiB);
        engine.Origin.Traffic = new TrafficShape { BytesPerSecondPerConnection = 10 * MiB };

        await engine.Download("object", "file").Completion.InTimeAsync();

        // Of a request that has just ended the origin may not know yet when the next one comes.
        Assert.InRange(engine.Origin.Gauges.MostActiveRequests, 5, 10);
    }

    [Theory]
    [InlineData(ExcessConnection.SlowDown)]
    [InlineData(ExcessConnection.TooManyRequests)]
    [InlineData(ExcessConnection.Reset)]
    public async Task An_origin_that_takes_few_connections_is_given_few(ExcessConnection excess)
    {
        await using var engine = await Engine.StartAsync(options => options with { MultipartChunkSize = MiB });
        var content = engine.Put("object", 200 * MiB);
        engine.Origin.Traffic = new TrafficShape { BytesPerSecondPerConnection = 4 * MiB, MaxConnections = 12, Excess = excess };

        var result = await engine.Download("object", "file").Completion.InTimeAsync();

        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), content));
        Assert.InRange(result.Retries, 1, 100);
    }

    [Fact]
    public async Task An_origin_that_takes_few_requests_a_second_is_not_stormed()
    {
        await using var engine = await Engine.StartAsync(options => options with { MultipartChunkSize = MiB });
        var content = engine.Put("object", 300 * MiB);
        engine.Origin.Traffic = new TrafficShape { BytesPerSecondPerConnection = 4 * MiB, MaxRequestsPerSecond = 40 };

        await engine.Download("object", "file").Completion.InTimeAsync();

        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), content));

        // 32 at once is what it begins with, and the first storm is what that costs.
        Assert.InRange(engine.Origin.Gauges.RefusedRequests, 1, 100);
    }
}

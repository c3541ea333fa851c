using ActorDownloader.LoopbackOrigin.Content;
using ActorDownloader.LoopbackOrigin.Traffic;
using Xunit.Abstractions;

namespace ActorDownloader.EndToEnd;

/// <summary>
/// How much of what an origin gives is used, and how often its limit is overstepped, by the origin's log and on its clock, which is slow
/// where the machine is. The settings are the defaults, but lengths are a sixteenth and rates are low: any machine reaches them.
/// </summary>
public class GoodputSpecs(ITestOutputHelper output)
{
    private const int KiB = 1024;
    private const int ChunkLength = 512 * KiB;

    /// <summary>Of a buffer an eighth: no less is allowed.</summary>
    private const string Sixteenth = """
        actor-downloader.scheduler.window { round-work = 16KiB, request-weight = 4KiB }
        actor-downloader.worker.http.read-buffer = 64KiB
        """;

    [Fact]
    public async Task Slow_connections_become_as_many_as_may_be()
    {
        var use = await DownloadAsync(
            1600, search: 400, new TrafficShape { BytesPerSecondPerConnection = 512 * KiB }, options => options with { RequestSlots = 32 });

        Assert.InRange(use.InService / 64, 0.9, 1.01);
        Assert.Equal(0, use.TurnedAwayPercent);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_limit_of_requests_at_once_is_used_and_seldom_overstepped(bool ofConnections)
    {
        var use = await DownloadAsync(700, search: 260, new TrafficShape
        {
            BytesPerSecondPerConnection = 1024 * KiB,
            MaxConcurrentRequests = ofConnections ? null : 12,
            MaxConnections = ofConnections ? 12 : null,
            Excess = ExcessConnection.SlowDown,
        });

        Assert.InRange(use.InService / 12, 0.9, 1.01);
        Assert.InRange(use.TurnedAwayPercent, 0, 10);
    }

    [Fact]
    public async Task A_limit_of_requests_a_second_is_used_and_seldom_overstepped()
    {
        var use = await DownloadAsync(500, search: 100, new TrafficShape
        {
            BytesPerSecondPerConnection = 1024 * KiB,
            MaxRequestsPerSecond = 20,
            RequestBurst = TimeSpan.FromSeconds(1),
        });

        Assert.InRange(use.ServedPerSecond / 20, 0.9, 1.1);
        Assert.InRange(use.TurnedAwayPercent, 0, 10);
    }

    private async Task<OriginUse> DownloadAsync(
        int chunks, int search, TrafficShape traffic, Func<DownloaderOptions, DownloaderOptions>? change = null)
    {
        await using var clock = new PatientClock();
        await using var engine = await Engine.StartAsync(
            options => (change?.Invoke(options) ?? options) with { MultipartChunkSize = ChunkLength, Config = Sixteenth },
            originTime: clock.Time);
        var content = engine.Put("object", (long)chunks * ChunkLength);
        engine.Origin.Traffic = traffic;

        await engine.Download("object", "file").Completion.InTimeAsync();

        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), content));
        var requests = engine.Origin.Requests.Snapshot();
        var use = OriginUse.Of(requests, search, end: 64);
        output.WriteLine($"{requests.Length} requests; {use}");
        return use;
    }
}

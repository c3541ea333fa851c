using ActorDownloader.LoopbackOrigin.Content;
using ActorDownloader.LoopbackOrigin.Faults;

namespace ActorDownloader.EndToEnd;

/// <summary>The end of a download does not wait for its slowest connection.</summary>
public class TailSpecs
{
    private const int MiB = 1 << 20;

    /// <summary>Nobody gives a connection up before a test's patience is at its end, so that only a second fetch can help.</summary>
    private const string Patient = "actor-downloader.worker.http { first-byte-timeout = 1h, stall-timeout = 1h }";

    public static TheoryData<string, FaultAction> Slow => new()
    {
        { "a trickle", new FaultAction.Trickle(64) },
        { "standing still in the middle", new FaultAction.Stall(MiB / 2) },
        { "standing still before the headers", new FaultAction.Stall() },
    };

    [Theory]
    [MemberData(nameof(Slow))]
    public async Task A_chunk_on_a_slow_connection_is_fetched_on_another(string name, FaultAction slow)
    {
        await using var engine = await Engine.StartAsync(options => options with { MultipartChunkSize = MiB, Config = Patient });
        var content = engine.Put("object", 40 * MiB);
        var fault = engine.Origin.Faults.Add(new FaultRule(slow) { CoversOffset = 20 * MiB, Ranged = true, Times = 1 });

        var result = await engine.Download("object", "file").Completion.InTimeAsync();

        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), content));
        Assert.True(fault.Hits == 1, $"{name} hit {fault.Hits} requests");
        Assert.Equal(2, engine.Origin.Requests.Snapshot().Count(request => request.Range == $"bytes={20 * MiB}-{(21 * MiB) - 1}"));
        Assert.True(result.Hedges >= 1);
        Assert.Equal(0, result.Retries);
        Assert.InRange(result.HedgedBytes, 0, 2 * MiB);
        Assert.Equal(["file"], engine.Files);
    }
}

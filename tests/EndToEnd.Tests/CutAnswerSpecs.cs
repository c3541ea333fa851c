using ActorDownloader.LoopbackOrigin.Content;

namespace ActorDownloader.EndToEnd;

/// <summary>Answers that break off at any of their bytes, a whole download through.</summary>
public class CutAnswerSpecs
{
    private const int ChunkBytes = 64 * 1024;
    private const int Length = 10 * ChunkBytes;

    /// <summary>About as long as what comes before a body.</summary>
    private const int HeadBytes = 400;

    /// <summary>Every cut is met, however often that is the same chunk's, and costs no more of a wait than it must.</summary>
    private const string Config = """
        actor-downloader.transfer.retry { max-attempts = 100, min-backoff = 1ms, max-backoff = 2ms }
        actor-downloader.scheduler.retry-budget { pool.burst = 1000, transfer.burst = 1000 }
        actor-downloader.scheduler.hedging.enabled = off
        """;

    [Theory]
    [InlineData("reset", 1)]
    [InlineData("reset", 2)]
    [InlineData("closed", 3)]
    [InlineData("closed", 4)]
    public async Task Wherever_answers_break_off_every_byte_arrives(string end, int seed)
    {
        var cuts = Draw(new Random(seed), end == "reset");
        CuttingRelay? relay = null;
        await using var engine = await Engine.StartAsync(options =>
        {
            relay = new CuttingRelay(new Uri(options.S3.EndpointUrl!), cuts);
            return options with
            {
                MultipartThreshold = ChunkBytes,
                MultipartChunkSize = ChunkBytes,
                Config = Config,
                S3 = options.S3 with { EndpointUrl = relay.Url },
            };
        });
        await using var relaying = relay!;
        var content = engine.Put("object", Length);

        var result = await engine.Download("object", "file").Completion.InTimeAsync();

        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), content));
        Assert.Equal(["file"], engine.Files);
        Assert.Equal(cuts.Length, relaying.CutsMade);

        // A connection that is closed without a byte may have been closed before the request came, so .NET asks again by itself.
        Assert.InRange(result.Retries, cuts.Count(cut => cut is not { InBody: false, Bytes: 0, Reset: false }), cuts.Length);
    }

    /// <summary>The bytes at which something changes, and others.</summary>
    private static AnswerCut[] Draw(Random random, bool reset)
    {
        AnswerCut[] cuts =
        [
            new(false, 0, reset), new(false, 1, reset), new(true, 0, reset), new(true, 1, reset),
            new(true, ChunkBytes / 2, reset), new(true, ChunkBytes - 1, reset),
            .. Enumerable.Range(0, 40).Select(_ => new AnswerCut(false, random.Next(HeadBytes), reset)),
            .. Enumerable.Range(0, 40).Select(_ => new AnswerCut(true, random.Next(ChunkBytes), reset)),
        ];
        random.Shuffle(cuts);
        return cuts;
    }
}

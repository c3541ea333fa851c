using System.Globalization;
using System.Text.Json;
using ActorDownloader.LoopbackOrigin;
using ActorDownloader.LoopbackOrigin.Content;
using ActorDownloader.LoopbackOrigin.Objects;
using ActorDownloader.LoopbackOrigin.Traffic;
using Xunit.Abstractions;

namespace ActorDownloader.EndToEnd;

/// <summary>
/// One of two workers of <c>actordl get</c> is killed with SIGKILL again and again. ACTORDL_KILL_MIB says how long the object is.
/// </summary>
public sealed class WorkerKillSpecs(ITestOutputHelper output) : IAsyncLifetime
{
    private const long MiB = 1 << 20;
    private const int Slots = 4;
    private const long Chunk = 4 * MiB;

    /// <summary>What comes between two kills. At 256 MiB/s that is an eighth of a second.</summary>
    private const long Step = 32 * MiB;

    private readonly string _directory = Directory.CreateTempSubdirectory("actordl-worker-kill-").FullName;
    private S3LoopbackOrigin _origin = null!;

    public async Task InitializeAsync() => _origin = await S3LoopbackOrigin.StartAsync(new S3LoopbackOriginOptions());

    public async Task DisposeAsync()
    {
        await _origin.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task Workers_that_are_killed_again_and_again_cost_only_what_they_held()
    {
        var mebibytes = Environment.GetEnvironmentVariable("ACTORDL_KILL_MIB");
        var length = mebibytes is null ? 256 * MiB : long.Parse(mebibytes, CultureInfo.InvariantCulture) * MiB;
        var random = new Random(1);
        var content = ObjectContent.Generated(1, length);
        _origin.Objects.Put("bucket", "object", new ObjectDefinition(content) { ETag = "\"a\"" });
        _origin.Traffic = new TrafficShape { TotalBytesPerSecond = 256 * MiB };

        // That a chunk may be what its workers die of is another matter.
        var config = Path.Combine(_directory, "kills.conf");
        await File.WriteAllTextAsync(config, "actor-downloader.transfer.retry.max-losses = 1000");
        using var process = ActordlProcess.Start(
            _origin, _directory, "get", "s3://bucket/object", At("file"), "--json", "--workers", "2", "--slots", $"{Slots}",
            "--chunk-size", $"{Chunk}", "--config", config);
        var kills = 0;
        for (var moment = Step; !process.HasExited; moment = _origin.Gauges.BodyBytes + Step)
        {
            await Eventually.IsTrueAsync(() => _origin.Gauges.BodyBytes > moment || process.HasExited, "the moment to kill has come");
            if (WorkerProcess.ChildrenOf(process.Id).Where(WorkerProcess.IsRunning).ToArray() is { Length: > 0 } workers)
            {
                await WorkerProcess.SignalAsync("KILL", workers[random.Next(workers.Length)]);
                kills++;
            }
        }

        var (exit, text, diagnostics) = await process.EndAsync();
        Assert.True(exit == 0, diagnostics);
        Assert.Null(await ContentVerifier.FirstDifferenceAsync(At("file"), content));
        Assert.Equal([At("file"), config], Directory.GetFileSystemEntries(_directory).Order(StringComparer.Ordinal));
        using var line = JsonDocument.Parse(text);
        var retries = line.RootElement.GetProperty("retries").GetInt32();
        var extra = _origin.Gauges.BodyBytes - length;
        output.WriteLine($"{kills} kills: {retries} chunks and {extra / (double)MiB:0.0} MiB fetched again");
        Assert.InRange(kills, (int)(length / Step / 4), int.MaxValue);
        Assert.InRange(retries, 1, kills * Slots);

        // And what hedging may fetch twice.
        Assert.InRange(extra, 0, (kills * Slots * Chunk) + (length / 20));
    }

    private string At(string name) => Path.Combine(_directory, name);
}

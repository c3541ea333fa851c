using System.Globalization;
using System.Text.Json;
using ActorDownloader.LoopbackOrigin;
using ActorDownloader.LoopbackOrigin.Content;
using ActorDownloader.LoopbackOrigin.Objects;
using ActorDownloader.LoopbackOrigin.Requests;
using ActorDownloader.LoopbackOrigin.Traffic;
using Xunit.Abstractions;

namespace ActorDownloader.EndToEnd;

/// <summary>
/// <c>actordl get</c>, killed with SIGKILL at any moment, now and then with all its workers, and given again. ACTORDL_KILLS says how often,
/// ACTORDL_KILL_SEED when.
/// </summary>
public sealed class CoordinatorKillSpecs(ITestOutputHelper output) : IAsyncLifetime
{
    private const long MiB = 1 << 20;
    private const int Workers = 2;
    private const int Slots = 4;
    private readonly string _directory = Directory.CreateTempSubdirectory("actordl-kill-").FullName;
    private S3LoopbackOrigin _origin = null!;

    public async Task InitializeAsync() => _origin = await S3LoopbackOrigin.StartAsync(new S3LoopbackOriginOptions());

    public async Task DisposeAsync()
    {
        await _origin.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task A_coordinator_killed_at_any_moment_goes_on_where_it_was()
    {
        const long Length = 1024 * MiB;

        // Short, so that what is in flight at all kills together is far less than what a program that begins anew each time would fetch.
        const long Chunk = MiB;
        var kills = Read("ACTORDL_KILLS") ?? 5;
        var random = new Random(Read("ACTORDL_KILL_SEED") ?? 4);
        var content = ObjectContent.Generated(1, Length);
        _origin.Objects.Put("bucket", "object", new ObjectDefinition(content) { ETag = "\"a\"" });
        var config = Path.Combine(_directory, "kills.conf");
        await File.WriteAllTextAsync(config, "actor-downloader.scheduler.hedging.enabled = off");
        _origin.Traffic = new TrafficShape { TotalBytesPerSecond = 256 * MiB };
        var requested = new List<int>();
        for (var kill = 1; kill <= kills; kill++)
        {
            var before = _origin.Gauges.BodyBytes;
            var moment = before + (long)(random.NextDouble() * 1.6 * Math.Max(0, Length - before) / (kills - kill + 2));
            using var process = Get();
            await Eventually.IsTrueAsync(() => _origin.Gauges.BodyBytes > moment || process.HasExited, "the moment to kill has come");
            Assert.False(process.HasExited);
            var workers = WorkerProcess.ChildrenOf(process.Id);
            process.Kill();
            if (random.Next(2) == 0)
            {
                foreach (var worker in workers.Where(WorkerProcess.IsRunning))
                {
                    await WorkerProcess.SignalAsync("KILL", worker);
                }
            }

            await process.WaitForExitAsync();
            await Eventually.IsTrueAsync(() => !workers.Any(WorkerProcess.IsRunning), "its workers have ended");
            requested.Add(_origin.Requests.Snapshot().Length);
        }

        using var last = Get();
        var (exit, text, diagnostics) = await last.EndAsync();

        Assert.True(exit == 0, diagnostics);
        Assert.Null(await ContentVerifier.FirstDifferenceAsync(At("file"), content));
        Assert.Equal([At("file"), config], Directory.GetFileSystemEntries(_directory).Order(StringComparer.Ordinal));
        var ranges = _origin.Requests.Snapshot()
            .Select((request, at) => (request.Range, request.Outcome, At: at))
            .GroupBy(request => request.Range)
            .ToArray();

        // A chunk that is asked for again was lost by the run that asked for it before.
        var lost = ranges.SelectMany(range => range.SkipLast(1))
            .CountBy(request => requested.Count(end => end <= request.At))
            .OrderBy(run => run.Key)
            .ToArray();
        var answered = ranges.Sum(range => range.Count(request => request.Outcome is { Ending: RequestEnding.Answered }) - 1);
        var extra = _origin.Gauges.BodyBytes - Length;
        output.WriteLine($"{kills} kills: {extra / (double)MiB:0.0} MiB fetched again, {answered} chunks of it after they had been "
            + "sent to the end; "
            + $"chunks lost by each run: {string.Join(", ", lost.Select(run => run.Value))}; {text}");

        // What was in flight, and what had come but was not written down yet.
        const int Lost = (Workers * Slots) + 2;
        Assert.InRange(lost.Sum(run => run.Value), 0, kills * Lost);

        // How much of the second there is by chance, at one kill, is for the threads to say that write.
        Assert.All(lost, run => Assert.InRange(run.Value, 0, 2 * Lost));

        // And what of the first answer, which asks for the whole object and is cut, was already on its way.
        Assert.InRange(extra, 0, (kills * Lost * Chunk) + (16 * MiB));
        using var line = JsonDocument.Parse(text);
        Assert.InRange(line.RootElement.GetProperty("resumedBytes").GetInt64(), 1, Length);

        System.Diagnostics.Process Get() => ActordlProcess.Start(
            _origin, _directory, "get", "s3://bucket/object", At("file"), "--json", "--workers", $"{Workers}", "--slots", $"{Slots}",
            "--chunk-size", $"{Chunk}", "--config", config);
    }

    private string At(string name) => Path.Combine(_directory, name);

    private static int? Read(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}

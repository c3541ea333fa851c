using System.Diagnostics;
using System.Globalization;
using ActorDownloader.LoopbackOrigin;
using ActorDownloader.LoopbackOrigin.Checksums;
using ActorDownloader.LoopbackOrigin.Content;
using ActorDownloader.LoopbackOrigin.Objects;
using ActorDownloader.LoopbackOrigin.Traffic;

namespace ActorDownloader.Chaos;

/// <summary>Plays a scenario with real processes and judges what came of it.</summary>
internal sealed partial class Trial : IAsyncDisposable
{
    /// <summary>No download waits for ever. Far longer than any needs, so that a slow machine is no fault.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <summary>Faults are met sooner than in earnest; nothing else is different.</summary>
    private const string Configuration = """
        actor-downloader {
          scheduler { lease-silence = 3s, silence-check-interval = 200ms, worker-wait = 60s }
          worker { progress-interval = 100ms, http { first-byte-timeout = 3s, stall-timeout = 3s } }
        }
        """;

    private const string Key = "object";

    private readonly Scenario _scenario;
    private readonly string _mark = Guid.NewGuid().ToString("N");
    private readonly string _root = Directory.CreateTempSubdirectory("actordl-chaos-").FullName;
    private readonly ProcessTable _processes;
    private readonly ObjectContent _old = ObjectContent.Generated(77, 12_345);
    private readonly List<ObjectContent> _versions = [];
    private readonly List<Process> _byHand = [];
    private readonly List<string> _violations = [];
    private readonly List<int> _stopped = [];
    private S3LoopbackOrigin _origin = null!;
    private GetProcess _get = null!;
    private bool _isCoordinatorKilled;
    private int _signals;
    private DirectoryAccess? _access;

    private Trial(Scenario scenario)
    {
        _scenario = scenario;
        _processes = new ProcessTable(_mark);
    }

    private TrafficShape Slow => new() { TotalBytesPerSecond = Math.Max(1, _scenario.Length) };

    private string Folder => Path.Combine(_root, "into");

    private string Destination => Path.Combine(Folder, "file");

    public static async Task<TrialOutcome> RunAsync(Scenario scenario)
    {
        await using var trial = new Trial(scenario);
        return await trial.PlayAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (id, _) in _processes.Running())
        {
            ProcessTable.Send(id, ProcessTable.Killed);
        }

        _byHand.ForEach(worker => worker.Dispose());
        _get?.Dispose();
        _access?.Dispose();
        if (_origin is not null)
        {
            await _origin.DisposeAsync();
        }

        Directory.Delete(_root, recursive: true);
    }

    private async Task<TrialOutcome> PlayAsync()
    {
        _origin = await S3LoopbackOrigin.StartAsync();
        await File.WriteAllTextAsync(Path.Combine(_root, "chaos.conf"), Configuration);
        Directory.CreateDirectory(Folder);
        if (_scenario.Replaces)
        {
            var bytes = new byte[_old.Length];
            _old.Read(0, bytes);
            await File.WriteAllBytesAsync(Destination, bytes);
        }

        PutObject();
        foreach (var fault in _scenario.Disturbances.OfType<Disturbance.AtOrigin>())
        {
            _origin.Faults.Add(fault.Rule);
        }

        // Slow enough that there is time for what goes wrong.
        _origin.Traffic = Slow;
        var clock = Stopwatch.StartNew();
        var limit = _scenario.Disturbances.OfType<Disturbance.SizeLimit>()
            .Select(disturbance => (long?)(disturbance.Share * _scenario.Length))
            .FirstOrDefault();
        _get = StartGet(limit);
        var ending = _get.EndAsync();
        await InviteAsync();
        await DisturbAsync();
        if (await Task.WhenAny(ending, Task.Delay(Patience)) != ending)
        {
            _violations.Add($"still running after {Patience.TotalSeconds} s");
            return Judged("waits", clock.Elapsed, "");
        }

        var (exit, message, errors) = await ending;
        // A second signal ends the command where it stands, as its help says: like a kill.
        var isCut = (_isCoordinatorKilled && exit == 128 + ProcessTable.Killed)
            || (_signals > 1 && exit is 128 + ProcessTable.Interrupt or 128 + ProcessTable.Terminate);
        var outcome = isCut
            ? await ContinueAsync()
            : await JudgeAsync(
                exit,
                message?.GetProperty("event").GetString() is "failed"
                    ? message.Value.GetProperty("error").GetProperty("type").GetString()
                    : null);
        await LetGoAsync();
        return Judged(outcome, clock.Elapsed, _violations.Count > 0 ? errors : "");
    }

    private TrialOutcome Judged(string outcome, TimeSpan elapsed, string errors) =>
        new(_scenario, outcome, [.. _violations], elapsed, errors);

    private void PutObject()
    {
        var content = ObjectContent.Generated((ulong)(_scenario.Seed + (1000 * _versions.Count)), _scenario.Length);
        _versions.Add(content);
        _origin.Objects.Put("bucket", Key, new ObjectDefinition(content)
        {
            ETag = string.Create(CultureInfo.InvariantCulture, $"\"version-{_versions.Count}\""),
            Checksums = _scenario.Sums ? [ObjectChecksum.OfObject(ChecksumAlgorithm.Crc64Nvme, content)] : [],
        });
    }

    private GetProcess StartGet(long? sizeLimit) => GetProcess.Start(_mark, sizeLimit,
    [
        $"s3://bucket/{Key}", Destination, "--json", "--no-sign-request", "--endpoint-url", _origin.Uri.ToString(), "--config", Path.Combine(
            _root, "chaos.conf"),
        .. _scenario.Keeps ? ["--keep-partial"] : Array.Empty<string>(),
        "--chunk-size",
        Text(_scenario.ChunkLength),
        "--threshold",
        Text(_scenario.ChunkLength),
        "--workers",
        Text(_scenario.Workers),
        "--slots",
        Text(_scenario.Slots),
    ]);

    private async Task InviteAsync()
    {
        if (_scenario.Workers > 0)
        {
            return;
        }

        try
        {
            var address = await _get.Address;
            for (var i = 0; i < Scenario.WorkersByHand; i++)
            {
                _byHand.Add(GetProcess.StartWorker(_mark, address));
            }
        }
        catch (OperationCanceledException)
        {
            // It has ended before it invited anybody; that is judged like any other end.
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

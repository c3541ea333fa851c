using System.Diagnostics;
using System.Globalization;
using ActorDownloader.LoopbackOrigin;
using ActorDownloader.LoopbackOrigin.Checksums;
using ActorDownloader.LoopbackOrigin.Content;
using ActorDownloader.LoopbackOrigin.Objects;
using ActorDownloader.LoopbackOrigin.Traffic;

namespace ActorDownloader.Chaos;

/// <summary>Plays a scenario with real processes and judges what came of it.</summary>
internal sealed class Trial : IAsyncDisposable
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

    private async Task DisturbAsync()
    {
        foreach (var deed in _scenario.Disturbances.OfType<Disturbance.Deed>().OrderBy(deed => deed.Share))
        {
            while (_origin.Gauges.BodyBytes < deed.Share * _scenario.Length && !_get.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(5));
            }

            if (_get.HasExited)
            {
                return;
            }

            Do(deed.Act);
            if (deed.Act is Act.StopCoordinator or Act.LoseOrigin)
            {
                await Task.Delay(TimeSpan.FromSeconds(1));
                ProcessTable.Send(_get.Id, ProcessTable.Continue);
                _origin.Traffic = Slow;
            }
        }
    }

    private void Do(Act act)
    {
        var workers = _processes.Workers();
        switch (act)
        {
            case Act.KillWorker:
                workers.Take(1).ToList().ForEach(id => ProcessTable.Send(id, ProcessTable.Killed));
                break;
            case Act.KillAllWorkers:
                workers.ToList().ForEach(id => ProcessTable.Send(id, ProcessTable.Killed));
                break;
            case Act.StopWorker:
                workers.TakeLast(1).ToList().ForEach(id =>
                {
                    _stopped.Add(id);
                    ProcessTable.Send(id, ProcessTable.Stop);
                });
                break;
            case Act.KillCoordinator:
                _isCoordinatorKilled = true;
                ProcessTable.Send(_get.Id, ProcessTable.Killed);
                break;
            case Act.StopCoordinator:
                ProcessTable.Send(_get.Id, ProcessTable.Stop);
                break;
            case Act.Interrupt:
                _signals++;
                ProcessTable.Send(_get.Id, ProcessTable.Interrupt);
                break;
            case Act.Terminate:
                _signals++;
                ProcessTable.Send(_get.Id, ProcessTable.Terminate);
                break;
            case Act.OverwriteObject:
                PutObject();
                break;
            case Act.DeleteObject:
                _origin.Objects.Delete("bucket", Key);
                break;
            case Act.LoseOrigin:
                _origin.Traffic = Slow with { MaxConnections = 0 };
                break;
            case Act.RemoveTemporary:
                Ours().ForEach(File.Delete);
                break;
            case Act.TruncateTemporary:
                Ours().ForEach(Truncate);
                break;
            case Act.RemoveDirectory:
                Directory.Delete(Folder, recursive: true);
                break;
            case Act.DenyDirectory when Directory.Exists(Folder):
                _access = DirectoryAccess.Deny(Folder);
                break;
            case Act.DenyDirectory:
                break;
            default:
                throw new InvalidOperationException($"Unknown act {act}.");
        }
    }

    /// <summary>What lies beside the destination.</summary>
    private List<string> Ours() => Directory.Exists(Folder) ? [.. Directory.EnumerateFiles(Folder).Where(path => path != Destination)] : [];

    private static void Truncate(string path)
    {
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            RandomAccess.SetLength(file, 0);
        }
        catch (IOException)
        {
            // It has got its name meanwhile.
        }
    }

    /// <summary>The same download again, with nothing going wrong any more: it must continue or begin anew, and complete.</summary>
    private async Task<string> ContinueAsync()
    {
        if (File.Exists(Destination) ? !await IsOneOfAsync([_old, .. _versions]) : _scenario.Replaces && Directory.Exists(Folder))
        {
            _violations.Add("after the first run the destination is neither old nor whole");
        }

        _access?.Dispose();
        _origin.Faults.Clear();
        _origin.Traffic = new TrafficShape();
        if (_scenario.Has(Act.DeleteObject))
        {
            PutObject();
        }

        Directory.CreateDirectory(Folder);
        _get.Dispose();
        _get = StartGet(null);
        var ending = _get.EndAsync();
        await InviteAsync();
        if (await Task.WhenAny(ending, Task.Delay(Patience)) != ending)
        {
            _violations.Add($"the second run still runs after {Patience.TotalSeconds} s");
            return "waits";
        }

        var (exit, message, errors) = await ending;
        if (exit != 0)
        {
            _violations.Add($"the second run ended with {exit}: {message} {errors}");
        }

        await CheckAsync(exit == 0);
        return "continued";
    }

    private async Task<string> JudgeAsync(int exit, string? kind)
    {
        switch (exit)
        {
            case 0:
                await CheckAsync(completed: true);
                return "completed";
            case 1 when kind is not null:
                if (_scenario.MustComplete || !_scenario.Kinds.Contains(kind))
                {
                    _violations.Add($"failed with {kind}, which nothing excuses");
                }

                return await LeftAsync("failed");
            case 130 when _scenario.Has(Act.Interrupt):
            case 143 when _scenario.Has(Act.Terminate):
                return await LeftAsync("cancelled");
            default:
                _violations.Add($"ended with exit code {exit} and the error {kind ?? "none"}");
                return "crashed";
        }
    }

    /// <summary>Nothing is left, or what was kept is gone on from.</summary>
    private async Task<string> LeftAsync(string outcome)
    {
        // Where nothing may be removed it cannot be: the next run does.
        if (_scenario.Keeps || _access is not null)
        {
            return await ContinueAsync();
        }

        await CheckAsync(completed: false);
        return outcome;
    }

    /// <summary>The destination is whole, old or absent, and nothing else is there.</summary>
    private async Task CheckAsync(bool completed)
    {
        if (Ours() is { Count: > 0 } left)
        {
            _violations.Add($"left behind: {string.Join(", ", left.Select(Path.GetFileName))}");
        }

        if (!Directory.Exists(Folder))
        {
            return;
        }

        if (completed ? !await IsOneOfAsync(_versions) : File.Exists(Destination) && !await IsOneOfAsync([_old]))
        {
            _violations.Add(completed ? "the file is no version of the object" : "the destination was touched though the download failed");
        }

        if (!completed && _scenario.Replaces && !File.Exists(Destination))
        {
            _violations.Add("the file that was to be replaced is gone though the download failed");
        }
    }

    private async Task<bool> IsOneOfAsync(IEnumerable<ObjectContent> versions)
    {
        foreach (var content in versions)
        {
            if (File.Exists(Destination) && await ContentVerifier.FirstDifferenceAsync(Destination, content) is null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Lets stopped workers go on: they must do no harm any more, and end.</summary>
    private async Task LetGoAsync()
    {
        _stopped.ForEach(id => ProcessTable.Send(id, ProcessTable.Continue));
        var clock = Stopwatch.StartNew();
        while (_processes.Running() is { Count: > 0 } running)
        {
            if (clock.Elapsed > Patience)
            {
                _violations.Add($"still running: {string.Join(", ", running)}");
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }

        if (_stopped.Count > 0 && File.Exists(Destination) && !await IsOneOfAsync([.. _versions, _old]))
        {
            _violations.Add("a worker that was stopped and went on wrote into the finished file");
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

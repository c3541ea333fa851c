using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using ActorDownloader.LoopbackOrigin;
using ActorDownloader.LoopbackOrigin.Content;
using ActorDownloader.LoopbackOrigin.Faults;
using ActorDownloader.LoopbackOrigin.Objects;
using ActorDownloader.LoopbackOrigin.Requests;

namespace ActorDownloader.EndToEnd;

/// <summary>
/// <c>actordl get</c> of an object of eight chunks over a file that is there, against an origin that can be held, one run after the other.
/// </summary>
internal sealed class HeldCommand : IAsyncDisposable
{
    public const int MiB = 1 << 20;
    public const string Old = "the old file";

    /// <summary>An offset in the chunk that an origin keeps back.</summary>
    private const long KeptBack = 5 * MiB;

    private readonly string _directory = Directory.CreateTempSubdirectory("actordl-int-").FullName;
    private readonly ConcurrentQueue<string> _diagnostics = [];
    private Process? _process;
    private Task<string> _output = Task.FromResult("");

    private HeldCommand(S3LoopbackOrigin origin)
    {
        Origin = origin;
        Content = ObjectContent.Generated(1, 8 * MiB);
        Put(definition => definition);
        File.WriteAllText(At("file"), Old);
    }

    public S3LoopbackOrigin Origin { get; }

    public ObjectContent Content { get; }

    /// <summary>The worker processes that a run has started.</summary>
    public IReadOnlyList<int> Workers { get; private set; } = [];

    /// <summary>The destination, its temporary file and its journal, as far as they are there.</summary>
    public IReadOnlyList<string> Files =>
        [.. Directory.GetFiles(_directory).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public bool IsOld => new FileInfo(At("file")).Length == Old.Length && File.ReadAllText(At("file")) == Old;

    public static async Task<HeldCommand> StartAsync() => new(await S3LoopbackOrigin.StartAsync());

    public string At(string name) => Path.Combine(_directory, name);

    public async Task<bool> IsNewAsync() => await ContentVerifier.FirstDifferenceAsync(At("file"), Content) is null;

    public void Put(Func<ObjectDefinition, ObjectDefinition> change) =>
        Origin.Objects.Put("bucket", "object", change(new ObjectDefinition(Content) { ETag = "\"a\"" }));

    public void Run(params string[] options) => Run([], options);

    public void Run(IEnumerable<KeyValuePair<string, string?>> environment, params string[] options)
    {
        _process?.Dispose();
        string[] get = ["get", "s3://bucket/object", At("file"), "--json", "--progress", "always", "--chunk-size", "1MiB"];
        _process = ActordlProcess.Start(Origin, Path.GetTempPath(), environment, [.. get, .. options]);
        _output = _process.StandardOutput.ReadToEndAsync();
        _diagnostics.Clear();
        _process.ErrorDataReceived += (_, line) => _diagnostics.Enqueue(line.Data ?? "");
        _process.BeginErrorReadLine();
    }

    /// <summary>Waits for a line of the standard error.</summary>
    public async Task<string> SaysAsync(string words)
    {
        bool HasThem(string line) => line.Contains(words, StringComparison.Ordinal);
        await Eventually.IsTrueAsync(() => _diagnostics.Any(HasThem), $"the command said \"{words}\"");
        return _diagnostics.First(HasThem);
    }

    /// <summary>One chunk is kept back from now on.</summary>
    public void KeepBack(FaultAction how) => Origin.Faults.Add(new FaultRule(how) { CoversOffset = KeptBack, Ranged = true });

    /// <summary>All chunks but the one that is kept back count; that the origin has sent them does not mean that yet.</summary>
    public Task OthersAreHereAsync() => SaysAsync("87 % of 8 MiB");

    /// <summary>All chunks count.</summary>
    public Task AllAreHereAsync() => SaysAsync("100 % of 8 MiB");

    /// <summary>So many chunks behind the first were sent.</summary>
    public Task HereAsync(int chunks) => Origin.Requests.WhenAsync(
        request => request is { Range: not null, Method: "GET", Outcome: { Status: 206, Ending: RequestEnding.Answered } },
        chunks).InTimeAsync();

    public async Task InterruptAsync()
    {
        Workers = WorkerProcess.ChildrenOf(_process!.Id);
        await WorkerProcess.SignalAsync("INT", _process.Id);
    }

    /// <summary>The run's end: its exit code and the one line of its result.</summary>
    public async Task<(int Exit, JsonElement Result)> EndAsync()
    {
        var output = await _output.InTimeAsync();
        await _process!.WaitForExitAsync().InTimeAsync();
        var line = Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        return (_process.ExitCode, JsonDocument.Parse(line).RootElement);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        await Origin.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}

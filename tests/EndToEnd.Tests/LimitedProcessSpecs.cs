using System.Diagnostics;
using System.Text.Json;
using ActorDownloader.LoopbackOrigin;
using ActorDownloader.LoopbackOrigin.Content;
using ActorDownloader.LoopbackOrigin.Faults;
using ActorDownloader.LoopbackOrigin.Objects;

namespace ActorDownloader.EndToEnd;

/// <summary>The executable where the operating system does not let it do what it must.</summary>
public sealed class LimitedProcessSpecs : IAsyncLifetime
{
    private const int MiB = 1 << 20;

    // In blocks of 512 bytes (POSIX): 1 MiB, an eighth of the object. .NET keeps the code that it compiles in a file in memory, which the
    // limit would hit first.
    private const string Limit = "ulimit -f 2048; export DOTNET_EnableWriteXorExecute=0; exec \"$0\" \"$@\"";

    private readonly string _directory = Directory.CreateTempSubdirectory("actordl-limited-").FullName;
    private readonly string _settings = Path.GetTempFileName();
    private readonly ObjectContent _content = ObjectContent.Generated(1, 8 * MiB);
    private S3LoopbackOrigin _origin = null!;

    public async Task InitializeAsync()
    {
        _origin = await S3LoopbackOrigin.StartAsync();
        _origin.Objects.Put("bucket", "object", new ObjectDefinition(_content) { ETag = "\"a\"" });
        await File.WriteAllTextAsync(At("file"), "old");
    }

    public async Task DisposeAsync()
    {
        await _origin.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
        File.Delete(_settings);
    }

    // The file can still be written, and not be renamed; or not even be found.
    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserExecute)]
    [InlineData(UnixFileMode.None)]
    public async Task A_directory_that_is_closed_on_the_way_is_told_and_the_same_request_goes_on_later(UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var open = File.GetUnixFileMode(_directory);
        var gate = new Gate();
        using var held = _origin.Faults.Add(new FaultRule(new FaultAction.WaitAt(gate)) { Skip = 2 });
        using var process = StartUnder(BoundByPermissions);
        await gate.WhenReachedAsync(2).WaitAsync(TimeSpan.FromMinutes(1));
        var workers = WorkerProcess.ChildrenOf(process.Id);

        File.SetUnixFileMode(_directory, mode);
        gate.Open();
        var (exit, output, _) = await process.EndAsync();
        File.SetUnixFileMode(_directory, open);

        AssertFailed("DestinationDenied", exit, output);
        await AssertEndedAsync(workers);

        // Nobody could remove anything there. Now somebody can, and nothing of it is lost or left.
        using var again = StartUnder([]);
        (exit, output, _) = await again.EndAsync();
        Assert.Equal(0, exit);
        Assert.True(JsonDocument.Parse(output).RootElement.GetProperty("resumedBytes").GetInt64() > 0);
        Assert.Null(await ContentVerifier.FirstDifferenceAsync(At("file"), _content));
        Assert.Equal([At("file")], Directory.GetFileSystemEntries(_directory));
    }

    [Theory]
    [InlineData("64MiB", "on")]
    [InlineData("1MiB", "on")]
    [InlineData("1MiB", "off")]
    public async Task A_file_that_may_not_grow_so_long_is_told_and_leaves_nothing(string threshold, string preallocate)
    {
        await File.WriteAllTextAsync(_settings, $"actor-downloader.transfer.preallocate = {preallocate}");
        var gate = new Gate();
        using var held = _origin.Faults.Add(new FaultRule(new FaultAction.WaitAt(gate)) { Times = 1 });

        using var process = StartUnder(["/bin/sh", "-c", Limit], threshold, "--config", _settings);
        await gate.WhenReachedAsync().WaitAsync(TimeSpan.FromMinutes(1));
        var workers = WorkerProcess.ChildrenOf(process.Id);
        gate.Open();
        var (exit, output, _) = await process.EndAsync();

        AssertFailed("DestinationFull", exit, output);
        Assert.Equal([At("file")], Directory.GetFileSystemEntries(_directory));
        await AssertEndedAsync(workers);
    }

    /// <summary>The superuser may do everything, but for what this takes from it.</summary>
    private static string[] BoundByPermissions =>
        Environment.IsPrivilegedProcess ? ["setpriv", "--bounding-set", "-dac_override,-dac_read_search,-fowner"] : [];

    private Process StartUnder(string[] command, string threshold = "1MiB", params string[] arguments) => ActordlProcess.StartUnder(
        command, _origin, _directory,
        [
            "get", "s3://bucket/object", At("file"), "--json", "--chunk-size", "1MiB", "--threshold", threshold, "--workers", "1",
            "--slots", "2", .. arguments,
        ]);

    private void AssertFailed(string kind, int exit, string output)
    {
        Assert.Equal(1, exit);
        using var line = JsonDocument.Parse(output);
        var error = line.RootElement.GetProperty("error");
        Assert.Equal(kind, error.GetProperty("type").GetString());
        Assert.Contains(At("file"), error.GetProperty("message").GetString()!, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(At("file")));
    }

    private static async Task AssertEndedAsync(IReadOnlyList<int> workers)
    {
        Assert.NotEmpty(workers);
        await Eventually.IsTrueAsync(() => workers.All(worker => !WorkerProcess.IsRunning(worker)), "no worker process is left");
    }

    private string At(string name) => Path.Combine(_directory, name);
}

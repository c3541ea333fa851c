using System.Diagnostics;
using System.Text.Json;
using ActorDownloader.LoopbackOrigin;
using ActorDownloader.LoopbackOrigin.Content;
using ActorDownloader.LoopbackOrigin.Objects;
using ActorDownloader.LoopbackOrigin.Traffic;

namespace ActorDownloader.EndToEnd;

/// <summary>The executable as a user runs it; each case is named by what is typed.</summary>
public sealed class CommandLineSpecs : IAsyncLifetime
{
    private const int MiB = 1 << 20;
    private readonly string _directory = Directory.CreateTempSubdirectory("actordl-cli-").FullName;
    private S3LoopbackOrigin _origin = null!;

    public async Task InitializeAsync() => _origin = await S3LoopbackOrigin.StartAsync();

    public async Task DisposeAsync()
    {
        await _origin.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task Get_to_a_file_with_json()
    {
        var content = Put("dir/object", 20 * MiB);

        var (exit, output, _) = await RunAsync("get", "s3://bucket/dir/object", At("file"), "--json", "--chunk-size", "1MiB");

        Assert.Equal(0, exit);
        Assert.Null(await ContentVerifier.FirstDifferenceAsync(At("file"), content));
        Assert.Equal([At("file")], Directory.GetFileSystemEntries(_directory));
        using var line = JsonDocument.Parse(Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        var done = line.RootElement;
        Assert.Equal("completed", done.GetProperty("event").GetString());
        Assert.Equal(
            ("bucket", "dir/object", At("file")),
            (done.GetProperty("bucket").GetString(), done.GetProperty("key").GetString(), done.GetProperty("path").GetString()));
        Assert.Equal(20L * MiB, done.GetProperty("bytes").GetInt64());
        Assert.Equal(20, done.GetProperty("requests").GetInt32());
        Assert.Equal(20L * MiB, done.GetProperty("workers").EnumerateArray().Sum(worker => worker.GetProperty("bytes").GetInt64()));
        Assert.All(done.GetProperty("workers").EnumerateArray(), worker => Assert.True(worker.GetProperty("pid").GetInt32() > 0));
    }

    [Fact]
    public async Task Get_leaves_no_worker_process()
    {
        Put("object", 3);

        var (_, output, _) = await RunAsync("get", "s3://bucket/object", At("file"), "--json");

        using var done = JsonDocument.Parse(output);
        var worker = Assert.Single(done.RootElement.GetProperty("workers").EnumerateArray());
        Assert.False(WorkerProcess.IsRunning(worker.GetProperty("pid").GetInt32()));
    }

    [Fact]
    public async Task Get_into_a_directory()
    {
        var content = Put("dir/object", 3);

        var (exit, output, _) = await RunAsync("get", "s3://bucket/dir/object", _directory, "--quiet");

        Assert.Equal(0, exit);
        Assert.Empty(output);
        Assert.Null(await ContentVerifier.FirstDifferenceAsync(At("object"), content));
    }

    [Fact]
    public async Task Get_of_a_key_that_is_not_there()
    {
        Put("object", 3);

        var (exit, output, _) = await RunAsync("get", "s3://bucket/missing", At("file"), "--json");

        Assert.Equal(1, exit);
        using var line = JsonDocument.Parse(output);
        var failed = line.RootElement;
        Assert.Equal(
            ("failed", "bucket", "missing"),
            (failed.GetProperty("event").GetString(), failed.GetProperty("bucket").GetString(), failed.GetProperty("key").GetString()));
        Assert.Equal(404, failed.GetProperty("error").GetProperty("status").GetInt32());
        Assert.Empty(Directory.GetFileSystemEntries(_directory));
    }

    [Fact]
    public async Task Get_without_json_names_bucket_key_and_status_of_a_failure()
    {
        Put("object", 3);

        var (exit, _, diagnostics) = await RunAsync("get", "s3://bucket/missing", At("file"));

        Assert.Equal(1, exit);
        Assert.Contains("bucket", diagnostics, StringComparison.Ordinal);
        Assert.Contains("missing", diagnostics, StringComparison.Ordinal);
        Assert.Contains("404", diagnostics, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("get")]
    [InlineData("get", "http://bucket/key", "file")]
    [InlineData("get", "s3://bucket/key", "file", "--chunk-size", "8XB")]
    [InlineData("get", "s3://bucket/key", "file", "--slots", "0")]
    [InlineData("fetch", "s3://bucket/key", "file")]
    public async Task What_is_typed_wrong_is_told_before_anything_happens(params string[] arguments)
    {
        var (exit, output, diagnostics) = await RunAsync(arguments);

        Assert.Equal(2, exit);
        Assert.Empty(output);
        Assert.NotEmpty(diagnostics);
        Assert.Empty(_origin.Requests.Snapshot());
    }

    [Fact]
    public async Task Get_and_an_interruption()
    {
        Put("object", 200 * MiB);
        _origin.Traffic = new TrafficShape { TotalBytesPerSecond = 5 * MiB };
        using var process = Start("get", "s3://bucket/object", At("file"), "--json");
        await _origin.Requests.WhenAsync(request => request.Range is not null).WaitAsync(TimeSpan.FromMinutes(1));
        var workers = WorkerProcess.ChildrenOf(process.Id);

        await WorkerProcess.SignalAsync("INT", process.Id);
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(130, process.ExitCode);
        Assert.Contains("cancelled", output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_directory));
        Assert.NotEmpty(workers);
        await Eventually.IsTrueAsync(() => workers.All(worker => !WorkerProcess.IsRunning(worker)), "no worker process is left");
    }

    [Fact]
    public async Task A_coordinator_killed_takes_its_workers_with_it()
    {
        Put("object", 200 * MiB);
        _origin.Traffic = new TrafficShape { TotalBytesPerSecond = 5 * MiB };
        using var process = Start("get", "s3://bucket/object", At("file"));
        await _origin.Requests.WhenAsync(request => request.Range is not null).WaitAsync(TimeSpan.FromMinutes(1));
        var workers = WorkerProcess.ChildrenOf(process.Id);
        Assert.NotEmpty(workers);

        process.Kill();

        await Eventually.IsTrueAsync(() => workers.All(worker => !WorkerProcess.IsRunning(worker)), "every worker has ended by itself");
        Assert.False(File.Exists(At("file")));
    }

    [Fact]
    public async Task Worker_joined_by_hand_through_the_command_line()
    {
        await using var engine = await Engine.StartAsync(options => options with { MaxRequestProcesses = 0 });
        engine.Put("object", 3);
        using var process = Start("worker", "--join", engine.Downloader.Address);

        var result = await engine.Download("object", "file").Completion.InTimeAsync();

        Assert.Equal([process.Id], result.Workers.Select(worker => worker.ProcessId).ToArray());
    }

    [Fact]
    public async Task Version_and_help()
    {
        var (exit, version, _) = await RunAsync("--version");
        Assert.Equal(0, exit);
        Assert.Contains("Akka", version, StringComparison.Ordinal);
        foreach (var command in new[] { "get", "demo", "worker" })
        {
            var (helped, help, _) = await RunAsync(command, "--help");
            Assert.Equal(0, helped);
            Assert.Contains("actordl " + command, help, StringComparison.Ordinal);
        }
    }

    private string At(string name) => Path.Combine(_directory, name);

    private ObjectContent Put(string key, long length)
    {
        var content = ObjectContent.Generated(1, length);
        _origin.Objects.Put("bucket", key, new ObjectDefinition(content) { ETag = "\"a\"" });
        return content;
    }

    private Process Start(params string[] arguments) => ActordlProcess.Start(_origin, _directory, arguments);

    private async Task<(int Exit, string Output, string Diagnostics)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        return await process.EndAsync();
    }
}

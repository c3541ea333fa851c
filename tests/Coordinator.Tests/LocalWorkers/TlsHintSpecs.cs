namespace ActorDownloader.LocalWorkers;

/// <summary>What a worker process is told on its standard input, seen by one that writes it down and ends.</summary>
public sealed class TlsHintSpecs : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("actordl-hint-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData("https://127.0.0.1:1", true)]
    [InlineData("http://127.0.0.1:1", false)]
    public async Task Worker_processes_are_told_whether_tls_is_likely(string endpoint, bool isLikely)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var heard = Path.Combine(_directory, "heard");
        var worker = Path.Combine(_directory, "worker");
        await File.WriteAllTextAsync(worker, $"#!/bin/sh\nread -r line\nprintf '%s\\n' \"$line\" >> '{heard}'\n");
        File.SetUnixFileMode(worker, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        await using var downloader = await Downloader.StartAsync(new DownloaderOptions
        {
            WorkerExecutable = worker,
            S3 = new S3Options { EndpointUrl = endpoint, Anonymous = true },
        });

        // It fails once so many processes have ended that none will do; all but the first certainly know.
        await Assert.ThrowsAsync<DownloadException>(
            () => downloader.Download(new DownloadRequest("bucket", "key", Path.Combine(_directory, "file"))).Completion);

        var lines = await File.ReadAllLinesAsync(heard);
        Assert.Equal(isLikely, lines[^1].EndsWith(",\"s\":true}", StringComparison.Ordinal));
    }
}

namespace ActorDownloader.EndToEnd;

/// <summary>The handle that a caller gets, and what it tells.</summary>
public class TransferSpecs
{
    private const int MiB = 1 << 20;

    [Fact]
    public async Task The_handle_tells_what_it_was_made_with()
    {
        await using var engine = await Engine.StartAsync();
        engine.Put("object", 10);
        var request = new DownloadRequest(Engine.Bucket, "object", engine.At("file"));

        var transfer = engine.Downloader.Download(request);
        var other = engine.Downloader.Download(request with { Path = engine.At("other") });

        Assert.Same(request, transfer.Meta.CallArgs);
        Assert.NotEqual(transfer.Meta.TransferId, other.Meta.TransferId);
        Assert.Empty(transfer.Meta.UserContext);
        transfer.Meta.UserContext["note"] = 1;
        Assert.Equal(1, transfer.Meta.UserContext["note"]);
        await transfer.Completion.InTimeAsync();
        await other.Completion.InTimeAsync();
        Assert.True(transfer.IsDone);
    }

    [Fact]
    public async Task Progress_ends_with_the_whole_object_and_tells_who_fetched_it()
    {
        await using var engine = await Engine.StartAsync(options => options with { MultipartChunkSize = MiB });
        engine.Put("object", 20 * MiB);
        var progress = new ProgressRecorder();

        var result = await engine.Download("object", "file", request => request with { Progress = progress }).Completion.InTimeAsync();

        var last = progress.Reports.Last();
        Assert.Equal((20L * MiB, (long?)(20 * MiB)), (last.BytesDone, last.BytesTotal));
        Assert.Equal(20L * MiB, result.Workers.Sum(worker => worker.Bytes));
        Assert.Equal(result.Workers.ToArray(), last.Workers.ToArray());
    }

    [Fact]
    public async Task A_progress_receiver_that_throws_harms_nobody_but_itself()
    {
        await using var engine = await Engine.StartAsync();
        engine.Put("object", 10);

        await engine.Download("object", "file", request => request with { Progress = new Thrower() }).Completion.InTimeAsync();

        Assert.Equal(["file"], engine.Files);
    }

    [Fact]
    public async Task Higher_priority_overtakes()
    {
        await using var engine = await Engine.StartAsync(
            options => options with { MaxRequestProcesses = 1, RequestSlots = 1, MultipartChunkSize = MiB });
        engine.Put("long", 50 * MiB);
        engine.Put("short", 10);
        var longer = engine.Download("long", "long");

        await engine.Download("short", "short", request => request with { Priority = 1 }).Completion.InTimeAsync();

        Assert.False(longer.IsDone);
    }

    [Theory]
    [InlineData("", "key", "file")]
    [InlineData("bucket", "", "file")]
    [InlineData("bucket", "key", "")]
    [InlineData("bucket", "key", "directory/")]
    public async Task A_request_that_cannot_be_is_refused_at_once(string bucket, string key, string path)
    {
        await using var engine = await Engine.StartAsync();

        Assert.ThrowsAny<ArgumentException>(() => engine.Downloader.Download(new DownloadRequest(bucket, key, path)));
        Assert.ThrowsAny<ArgumentException>(
            () => engine.Downloader.Download(new DownloadRequest("bucket", "key", "file") { ExpectedSize = -1 }));
        Assert.ThrowsAny<ArgumentException>(
            () => engine.Downloader.Download(new DownloadRequest("bucket", "key", "file") { RestartsOnChange = 101 }));
    }

    [Fact]
    public async Task A_second_downloader_after_the_first_works_as_well()
    {
        for (var life = 0; life < 3; life++)
        {
            await using var engine = await Engine.StartAsync();
            engine.Put("object", 10);
            await engine.Download("object", "file").Completion.InTimeAsync();
        }
    }

    private sealed class Thrower : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => throw new InvalidOperationException("receiver");
    }
}

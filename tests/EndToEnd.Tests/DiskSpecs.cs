using ActorDownloader.LoopbackOrigin.Content;

namespace ActorDownloader.EndToEnd;

/// <summary>Disks that do not take what they are given, each a file system of the test's own.</summary>
public class DiskSpecs
{
    private const int MiB = 1 << 20;
    private const string Name = "here";

    private const string Unreserved = "actor-downloader.transfer.preallocate = off";

    [PrivateMountFact]
    public async Task A_disk_that_others_fill_meanwhile_is_told_and_leaves_nothing()
    {
        await using var disk = await PrivateMount.MakeAsync("tmpfs", "size=16m");
        await using var engine = await StartAsync(disk, slots: 2);
        var download = await HeldDownload.BeginAsync(engine, "file", come: 2, held: 2);

        Fill(engine.At("others"));
        var failure = await download.FailAsync();

        Assert.Equal(DownloadErrorKind.DestinationFull, failure.Kind);
        Assert.Equal(["file", "others"], engine.Files);
        Assert.Equal("old", await File.ReadAllTextAsync(engine.At("file")));
        File.Delete(engine.At("others"));
        await download.AgainAsync();
        Assert.Equal(["file"], engine.Files);
    }

    [PrivateMountTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_disk_that_is_found_full_by_a_write_is_told_and_leaves_nothing(bool oneChunk)
    {
        await using var disk = await PrivateMount.MakeAsync("tmpfs", "size=4m");
        await using var engine = await StartAsync(
            disk, slots: 4, Unreserved, options => options with { MultipartThreshold = oneChunk ? 64 * MiB : MiB });
        await File.WriteAllTextAsync(engine.At("file"), "old");
        engine.Put("object", 8 * MiB);

        var failure = await Assert.ThrowsAsync<DownloadException>(() => engine.Download("object", "file").Completion.InTimeAsync());

        Assert.Equal(DownloadErrorKind.DestinationFull, failure.Kind);
        Assert.Equal(["file"], engine.Files);
        Assert.Equal("old", await File.ReadAllTextAsync(engine.At("file")));

        // All the room is free again.
        var content = engine.Put("smaller", 3 * MiB);
        await engine.Download("smaller", "file").Completion.InTimeAsync();
        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), content));
    }

    // Once without word from a worker, who finds the file, and once without word from the coordinator, who does.
    [PrivateMountTheory]
    [InlineData(2)]
    [InlineData(HeldDownload.Chunks)]
    public async Task A_file_system_that_becomes_read_only_is_told_and_the_same_request_goes_on_later(int slots)
    {
        await using var disk = await PrivateMount.MakeAsync("tmpfs");
        await using var engine = await StartAsync(disk, slots);
        var download = await HeldDownload.BeginAsync(engine, "file", come: 2, held: Math.Min(slots, HeldDownload.Chunks - 2));

        await disk.MakeReadOnlyAsync(Name);
        var failure = await download.FailAsync();

        Assert.Equal(DownloadErrorKind.DestinationDenied, failure.Kind);
        Assert.Contains("read-only", failure.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("old", await File.ReadAllTextAsync(engine.At("file")));

        // Nobody can remove anything there. When somebody can, nothing of it is lost or left.
        await disk.MakeWritableAsync(Name);
        var result = await download.AgainAsync();
        Assert.True(result.Resumption.BytesReused > 0);
        Assert.Equal(["file"], engine.Files);
    }

    // Linux' ramfs has no fallocate, no holes and no limit.
    [PrivateMountTheory]
    [InlineData(1)]
    [InlineData(8 * MiB)]
    public async Task A_file_system_that_cannot_reserve_room_is_a_destination_like_any_other(int length)
    {
        await using var disk = await PrivateMount.MakeAsync("ramfs");
        await using var engine = await StartAsync(disk, slots: 4);
        await File.WriteAllTextAsync(engine.At("file"), "old");
        var content = engine.Put("object", length);

        await engine.Download("object", "file").Completion.InTimeAsync();

        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), content));
        Assert.Equal(["file"], engine.Files);
    }

    private static Task<Engine> StartAsync(
        PrivateMount disk, int slots, string config = "", Func<DownloaderOptions, DownloaderOptions>? change = null) =>
        Engine.StartAsync(
            options => HeldDownload.Options(options, slots, config) is var held && change is not null ? change(held) : held,
            Directory.CreateDirectory(Path.Combine(disk.Path, Name)).FullName);

    /// <summary>Takes all the room that is left.</summary>
    private static void Fill(string path)
    {
        using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
        var bytes = new byte[64 * 1024];
        try
        {
            for (var at = 0L; ; at += bytes.Length)
            {
                RandomAccess.Write(file, bytes, at);
            }
        }
        catch (IOException)
        {
            // That was the last of it.
        }
    }
}

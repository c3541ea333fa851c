namespace ActorDownloader.EndToEnd;

/// <summary>Somebody lays hands on a download's files while it runs.</summary>
public class MeddlingSpecs
{
    private const int MiB = 1 << 20;

    /// <summary>When it happens.</summary>
    public enum Moment
    {
        /// <summary>Chunks are left that nobody has begun, so that workers will look for the file again.</summary>
        Midway,

        /// <summary>Every chunk that is left is being fetched already, so that only the coordinator will.</summary>
        AtTheLastChunks,
    }

    [Theory]
    [InlineData(Moment.Midway)]
    [InlineData(Moment.AtTheLastChunks)]
    public async Task A_temporary_file_that_is_removed_is_told_and_leaves_nothing(Moment moment)
    {
        await using var engine = await StartAsync(moment);
        var download = await BeginAsync(engine, "file", moment);

        var temporary = download.TemporaryPath;
        File.Delete(temporary);

        await AssertFailsAsync(engine, download, temporary);
        await download.AgainAsync();
        Assert.Equal(["file"], engine.Files);
    }

    [Theory]
    [InlineData(Moment.Midway, 0)]
    [InlineData(Moment.AtTheLastChunks, 0)]
    [InlineData(Moment.Midway, MiB + 1)]
    [InlineData(Moment.AtTheLastChunks, MiB + 1)]
    public async Task A_temporary_file_that_is_cut_is_told_and_leaves_nothing(Moment moment, int length)
    {
        await using var engine = await StartAsync(moment);
        var download = await BeginAsync(engine, "file", moment);

        var temporary = download.TemporaryPath;
        using (var file = File.OpenHandle(temporary, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            RandomAccess.SetLength(file, length);
        }

        await AssertFailsAsync(engine, download, temporary);
        await download.AgainAsync();
        Assert.Equal(["file"], engine.Files);
    }

    // Programs that rewrite a file do it: the copy has what had come by then, the right length and no hole.
    [Theory]
    [InlineData(Moment.Midway)]
    [InlineData(Moment.AtTheLastChunks)]
    public async Task A_temporary_file_that_is_replaced_by_its_copy_is_told_and_leaves_nothing(Moment moment)
    {
        await using var engine = await StartAsync(moment);
        var download = await BeginAsync(engine, "file", moment);

        var temporary = download.TemporaryPath;
        await File.WriteAllBytesAsync(engine.At("copy"), await File.ReadAllBytesAsync(temporary));
        File.Move(engine.At("copy"), temporary, overwrite: true);

        await AssertFailsAsync(engine, download, temporary);
        await download.AgainAsync();
        Assert.Equal(["file"], engine.Files);
    }

    [Theory]
    [InlineData(Moment.Midway)]
    [InlineData(Moment.AtTheLastChunks)]
    public async Task A_directory_that_is_removed_is_told_and_not_made_anew(Moment moment)
    {
        await using var engine = await StartAsync(moment);
        Directory.CreateDirectory(engine.At("directory"));
        var download = await BeginAsync(engine, "directory/file", moment);

        Directory.Delete(engine.At("directory"), recursive: true);
        var failure = await download.FailAsync();

        Assert.Equal(moment is Moment.Midway ? DownloadErrorKind.DestinationFailed : DownloadErrorKind.DestinationNotFound, failure.Kind);
        Assert.Contains(engine.At("directory"), failure.Message, StringComparison.Ordinal);
        Assert.Empty(engine.Files);
        Directory.CreateDirectory(engine.At("directory"));
        await download.AgainAsync();
    }

    [Theory]
    [InlineData(Moment.Midway)]
    [InlineData(Moment.AtTheLastChunks)]
    public async Task From_a_directory_that_got_another_name_the_same_request_goes_on_there(Moment moment)
    {
        await using var engine = await StartAsync(moment);
        Directory.CreateDirectory(engine.At("directory"));
        var download = await BeginAsync(engine, "directory/file", moment);

        Directory.Move(engine.At("directory"), engine.At("renamed"));
        var failure = await download.FailAsync();

        Assert.Equal(moment is Moment.Midway ? DownloadErrorKind.DestinationFailed : DownloadErrorKind.DestinationNotFound, failure.Kind);
        Assert.Equal(["renamed"], engine.Files);
        Assert.Equal("old", await File.ReadAllTextAsync(engine.At("renamed/file")));
        var result = await download.AgainAsync("renamed/file");
        Assert.True(result.Resumption.BytesReused > 0);
        Assert.Equal([engine.At("renamed/file")], Directory.GetFileSystemEntries(engine.At("renamed")));
    }

    private static Task<Engine> StartAsync(Moment moment) =>
        Engine.StartAsync(options => HeldDownload.Options(options, moment is Moment.Midway ? 2 : HeldDownload.Chunks));

    private static Task<HeldDownload> BeginAsync(Engine engine, string name, Moment moment) =>
        HeldDownload.BeginAsync(engine, name, come: 2, held: moment is Moment.Midway ? 2 : HeldDownload.Chunks - 2);

    private static async Task AssertFailsAsync(Engine engine, HeldDownload download, string temporary)
    {
        var failure = await download.FailAsync();

        Assert.Equal(DownloadErrorKind.DestinationFailed, failure.Kind);
        Assert.Contains(temporary, failure.Message, StringComparison.Ordinal);
        Assert.Equal(["file"], engine.Files);
        Assert.Equal("old", await File.ReadAllTextAsync(engine.At("file")));
    }
}

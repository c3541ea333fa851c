using ActorDownloader.LoopbackOrigin.Content;

namespace ActorDownloader.EndToEnd;

/// <summary>What happens at the destination, with an engine behind it.</summary>
public class DestinationSpecs
{
    [Fact]
    public async Task An_existing_file_is_replaced_only_by_a_whole_one()
    {
        await using var engine = await Engine.StartAsync();
        var content = engine.Put("object", 100);
        await File.WriteAllTextAsync(engine.At("file"), "old");

        await Assert.ThrowsAsync<DownloadException>(() => engine.Download("missing", "file").Completion.InTimeAsync());
        Assert.Equal("old", await File.ReadAllTextAsync(engine.At("file")));

        await engine.Download("object", "file").Completion.InTimeAsync();
        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), content));
        Assert.Equal(["file"], engine.Files);
    }

    [Fact]
    public async Task A_missing_directory_is_told_before_anything_is_asked_of_the_origin()
    {
        await using var engine = await Engine.StartAsync();
        engine.Put("object", 100);

        Assert.Equal(DownloadErrorKind.DestinationNotFound, await KindOfFailure(engine, "missing/file"));
        Assert.Empty(engine.Origin.Requests.Snapshot());
        Assert.Empty(engine.Files);
    }

    [Fact]
    public async Task A_directory_is_told()
    {
        await using var engine = await Engine.StartAsync();
        engine.Put("object", 100);
        Directory.CreateDirectory(engine.At("directory"));

        Assert.Equal(DownloadErrorKind.DestinationInvalid, await KindOfFailure(engine, "directory"));
        Assert.Equal(["directory"], engine.Files);
    }

    [Fact]
    public async Task An_object_that_there_is_no_room_for_is_told_at_the_beginning()
    {
        await using var engine = await Engine.StartAsync();
        engine.Put("object", 1L << 60);

        Assert.Equal(DownloadErrorKind.DestinationFull, await KindOfFailure(engine, "file"));
        Assert.Empty(engine.Files);
    }

    [Fact]
    public async Task A_name_of_the_longest_length_is_possible()
    {
        await using var engine = await Engine.StartAsync();
        engine.Put("object", 100);
        var name = new string('ä', 127);

        await engine.Download("object", name).Completion.InTimeAsync();

        Assert.Equal([name], engine.Files);
    }

    [Fact]
    public async Task A_name_that_no_file_can_have_is_told()
    {
        await using var engine = await Engine.StartAsync();
        engine.Put("object", 100);

        Assert.Equal(DownloadErrorKind.DestinationInvalid, await KindOfFailure(engine, new string('a', 280)));
        Assert.Empty(engine.Files);
    }

    [Fact]
    public async Task A_pipe_is_told_and_stays()
    {
        await using var engine = await Engine.StartAsync();
        engine.Put("object", 100);
        using var mkfifo = System.Diagnostics.Process.Start("mkfifo", [engine.At("pipe")]);
        await mkfifo.WaitForExitAsync();

        Assert.Equal(DownloadErrorKind.DestinationInvalid, await KindOfFailure(engine, "pipe"));
        Assert.Equal(["pipe"], engine.Files);
    }

    [Fact]
    public async Task A_symbolic_link_is_replaced_and_what_it_led_to_stays()
    {
        await using var engine = await Engine.StartAsync();
        var content = engine.Put("object", 100);
        await File.WriteAllTextAsync(engine.At("target"), "old");
        File.CreateSymbolicLink(engine.At("file"), engine.At("target"));

        await engine.Download("object", "file").Completion.InTimeAsync();

        Assert.Null(new FileInfo(engine.At("file")).LinkTarget);
        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), content));
        Assert.Equal("old", await File.ReadAllTextAsync(engine.At("target")));
    }

    [Fact]
    public async Task Permissions_follow_the_umask()
    {
        await using var engine = await Engine.StartAsync();
        engine.Put("object", 100);
        await File.WriteAllTextAsync(engine.At("other"), "");

        await engine.Download("object", "file").Completion.InTimeAsync();

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(File.GetUnixFileMode(engine.At("other")), File.GetUnixFileMode(engine.At("file")));
        }
    }

    [Fact]
    public async Task Many_transfers_at_once_do_not_disturb_each_other()
    {
        await using var engine = await Engine.StartAsync();
        var contents = Enumerable.Range(0, 200).Select(i => engine.Put($"object{i}", i * 101, (ulong)i)).ToArray();

        await Task.WhenAll(contents.Select((_, i) => engine.Download($"object{i}", $"file{i}").Completion))
            .WaitAsync(TimeSpan.FromMinutes(2));

        for (var i = 0; i < contents.Length; i++)
        {
            Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At($"file{i}"), contents[i]));
        }

        Assert.Equal(200, engine.Files.Count);
    }

    private static async Task<DownloadErrorKind> KindOfFailure(Engine engine, string name) =>
        (await Assert.ThrowsAsync<DownloadException>(() => engine.Download("object", name).Completion.InTimeAsync())).Kind;
}

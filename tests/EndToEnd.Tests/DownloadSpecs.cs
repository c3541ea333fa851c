using ActorDownloader.LoopbackOrigin.Content;

namespace ActorDownloader.EndToEnd;

public class DownloadSpecs
{
    private const long MiB = 1 << 20;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData((8 * MiB) - 1)]
    [InlineData(8 * MiB)]
    [InlineData((8 * MiB) + 1)]
    [InlineData(100 * MiB)]
    public async Task An_object_of_any_length_arrives_whole(long length)
    {
        await using var engine = await Engine.StartAsync();
        var content = engine.Put("object", length);

        var result = await engine.Download("object", "file").Completion.WaitAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(length, result.Bytes);
        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), content));
        Assert.Equal(["file"], engine.Files);
    }
}

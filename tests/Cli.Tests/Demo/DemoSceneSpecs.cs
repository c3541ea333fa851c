using System.Text.Json;

namespace ActorDownloader.Cli.Demo;

public class DemoSceneSpecs
{
    [Theory]
    [InlineData(DemoScene.MinSizeBytes, 64 * 1024)]
    [InlineData(100_000_000, 1_507_328)]
    [InlineData(256L << 20, 4 << 20)]
    [InlineData(1L << 40, 4 << 20)]
    public void There_are_at_least_64_chunks_of_a_size_that_the_engine_takes(long size, long chunk)
    {
        var scene = new DemoScene(size, 2);
        Assert.Equal(chunk, scene.ChunkBytes);
        Assert.True(size / scene.ChunkBytes >= 64);
        Assert.InRange(scene.ChunkBytes, 64 * 1024, 5L << 30);
    }

    [Fact]
    public void The_origins_set_up_is_one_line_of_json()
    {
        using var setup = JsonDocument.Parse(new DemoScene(256L << 20, 2).OriginSetup);
        var thing = setup.RootElement.GetProperty("objects")[0];
        Assert.Equal(256L << 20, thing.GetProperty("length").GetInt64());
        Assert.Equal(DemoScene.Key, thing.GetProperty("key").GetString());
        Assert.Equal(64L << 20, setup.RootElement.GetProperty("traffic").GetProperty("totalBytesPerSecond").GetInt64());
    }
}

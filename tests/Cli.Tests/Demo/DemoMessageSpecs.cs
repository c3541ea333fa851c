using System.Text;

namespace ActorDownloader.Cli.Demo;

public class DemoMessageSpecs
{
    private static readonly DownloadResult Result = new(
        268435456,
        "\"e\"",
        null,
        TimeSpan.FromSeconds(4.5),
        68,
        4,
        new ObjectValidation("CRC64NVME", null),
        [new("host", 11, 134217728), new("host", 12, 100663296), new("host", 13, 33554432)]);

    private static readonly Killing Killed = new(11, 135266304, [11, 12]);

    [Fact]
    public void It_says_who_fetched_how_much_who_died_and_that_the_bytes_are_right()
    {
        var message = DemoMessage.Of(Result, Killed, differsAt: null, path: null);

        Assert.True(message.IsConvincing);
        Assert.Equal(
            """{"event":"demo","bytes":268435456,"seconds":4.5,"requests":68,"retries":4,"validated":"CRC64NVME","killedPid":11,"killedAtBytes":135266304,"workers":[{"pid":11,"host":"host","bytes":134217728,"role":"killed"},{"pid":12,"host":"host","bytes":100663296,"role":"worker"},{"pid":13,"host":"host","bytes":33554432,"role":"replacement"}],"differsAt":null,"identical":true}""",
            Encoding.UTF8.GetString(message.ToJson()));
        Assert.Equal(
            [
                "256 MiB in 4.5 s: 68 requests, 4 of them again; CRC64NVME validated",
                "  worker process 11          128 MiB   killed half-way",
                "  worker process 12           96 MiB",
                "  worker process 13           32 MiB   started in its place",
                "Process 11 was killed at 129 MiB.",
                "The file is identical with the object.",
            ],
            message.ToLines());
    }

    [Fact]
    public void It_convinces_only_with_the_right_bytes_a_death_and_two_workers()
    {
        Assert.False(DemoMessage.Of(Result, Killed, differsAt: 5, path: null).IsConvincing);
        Assert.False(DemoMessage.Of(Result, null, differsAt: null, path: null).IsConvincing);
        Assert.False(
            DemoMessage.Of(Result with { Workers = [new("host", 11, 268435456), new("host", 12, 0)] }, Killed, null, null).IsConvincing);
    }

    [Fact]
    public void It_says_where_they_differ_and_where_a_kept_file_is()
    {
        Assert.Equal("The file differs from the object at offset 5.", DemoMessage.Of(Result, Killed, 5, null).ToLines()[^1]);
        Assert.Equal("The file is identical with the object: /tmp/x.", DemoMessage.Of(Result, Killed, null, "/tmp/x").ToLines()[^1]);
        Assert.Equal("No process was killed: the download was over too soon.", DemoMessage.Of(Result, null, null, null).ToLines()[^2]);
    }
}

using ActorDownloader.Messages;

namespace ActorDownloader.WorkerNode.Fetching;

public sealed class ContentRangeSpecs
{
    [Theory]
    [InlineData("bytes 0-0/1", 0, 1, 1L)]
    [InlineData("bytes 100-199/1000", 100, 200, 1000L)]
    [InlineData("BYTES 100-199/1000", 100, 200, 1000L)]
    [InlineData("bytes 5-9/*", 5, 10, null)]
    [InlineData(
        "bytes 9223372036854775805-9223372036854775806/9223372036854775807", 9223372036854775805, 9223372036854775807, 9223372036854775807)]
    public void A_range_is_read(string value, long start, long end, long? length) =>
        Assert.Equal(new ContentRange(new ByteRange(start, end), length), ContentRange.Parse(value));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("bytes")]
    [InlineData("bytes */1000")]
    [InlineData("bytes 5-4/1000")]
    [InlineData("bytes 0-1000/1000")]
    [InlineData("bytes -5/1000")]
    [InlineData("bytes 0-9")]
    [InlineData("bytes 0-9/")]
    [InlineData("bytes 0x0-9/10")]
    [InlineData("bytes 0-+9/10")]
    [InlineData("bytes 0-99999999999999999999/100")]
    [InlineData("bytes 0-9223372036854775807/*")]
    [InlineData("items 0-9/10")]
    public void Anything_else_is_none(string? value) => Assert.Null(ContentRange.Parse(value));
}

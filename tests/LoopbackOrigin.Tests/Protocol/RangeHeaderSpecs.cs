namespace ActorDownloader.LoopbackOrigin.Protocol;

public sealed class RangeHeaderSpecs
{
    [Theory]
    [InlineData("bytes=0-0", 0, 1)]
    [InlineData("bytes=0-9", 0, 10)]
    [InlineData("bytes=3-5", 3, 6)]
    [InlineData("bytes=3-", 3, 10)]
    [InlineData("bytes=9-99999999999999999999", 9, 10)]
    [InlineData("bytes=-4", 6, 10)]
    [InlineData("bytes=-11", 0, 10)]
    [InlineData("Bytes=1-1", 1, 2)]
    public void A_range_names_bytes_of_the_object(string header, long start, long end)
    {
        Assert.Equal(new ByteSpan(start, end), RangeHeader.Parse(header)!.Value.Resolve(10));
    }

    [Theory]
    [InlineData("bytes=10-", 10)]
    [InlineData("bytes=10-10", 10)]
    [InlineData("bytes=-0", 10)]
    [InlineData("bytes=0-", 0)]
    [InlineData("bytes=0-0", 0)]
    [InlineData("bytes=-1", 0)]
    public void A_range_without_bytes_cannot_be_had(string header, long length)
    {
        Assert.Null(RangeHeader.Parse(header)!.Value.Resolve(length));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("bytes=")]
    [InlineData("bytes=-")]
    [InlineData("bytes=5")]
    [InlineData("bytes=5-3")]
    [InlineData("bytes=a-b")]
    [InlineData("bytes=1-2,4-5")]
    [InlineData("bytes=+1-2")]
    [InlineData("lines=1-2")]
    public void What_is_not_one_range_of_bytes_is_ignored(string? header)
    {
        Assert.Null(RangeHeader.Parse(header));
    }

    [Fact]
    public void Content_range_has_an_inclusive_end()
    {
        Assert.Equal("bytes 3-5/10", new ByteSpan(3, 6).ToContentRange(10));
    }
}

namespace ActorDownloader.LoopbackOrigin.Content;

public sealed class GeneratedContentSpecs
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(5, 2)]
    [InlineData(6, 600)]
    [InlineData(511, 3)]
    [InlineData(512, 8)]
    [InlineData(262_140, 1_000)]
    [InlineData(123_457, 400_001)]
    public void A_range_reads_the_same_bytes_as_the_whole(int offset, int length)
    {
        var content = ObjectContent.Generated(7, 1_000_003);
        var whole = content.ToArray();
        var range = new byte[length];

        content.Read(offset, range);

        Assert.True(whole.AsSpan(offset, length).SequenceEqual(range));
    }

    [Fact]
    public void No_two_blocks_are_alike_not_even_where_the_pattern_repeats()
    {
        var bytes = ObjectContent.Generated(7, 2 << 20).ToArray();

        var blocks = Enumerable.Range(0, bytes.Length / 512).Select(block => Convert.ToHexString(bytes, block * 512, 512));

        Assert.Equal(bytes.Length / 512, blocks.Distinct().Count());
    }

    [Fact]
    public void Seeds_differ_in_every_block()
    {
        var one = ObjectContent.Generated(1, 64 * 512).ToArray().Chunk(512);
        var two = ObjectContent.Generated(2, 64 * 512).ToArray().Chunk(512);

        Assert.All(one.Zip(two), blocks => Assert.NotEqual(blocks.First, blocks.Second));
    }

    [Fact]
    public void Terabytes_cost_nothing_until_they_are_read()
    {
        var content = ObjectContent.Generated(1, 5L << 40);
        var last = new byte[1000];

        content.Read(content.Length - last.Length, last);

        Assert.Contains(last, b => b != 0);
    }

    [Fact]
    public void Bytes_beyond_the_end_are_refused()
    {
        var content = ObjectContent.Generated(1, 10);

        Assert.Throws<ArgumentOutOfRangeException>(() => content.Read(5, new byte[6]));
        Assert.Throws<ArgumentOutOfRangeException>(() => content.Read(-1, new byte[1]));
    }
}

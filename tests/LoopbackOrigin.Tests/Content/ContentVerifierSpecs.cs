namespace ActorDownloader.LoopbackOrigin.Content;

public sealed class ContentVerifierSpecs : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(262_144)]
    [InlineData(700_001)]
    public async Task The_same_bytes_differ_nowhere(int length)
    {
        var content = ObjectContent.Generated(3, length);
        await File.WriteAllBytesAsync(_path, content.ToArray());

        Assert.Null(await ContentVerifier.FirstDifferenceAsync(_path, content));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(262_144)]
    [InlineData(699_999)]
    public async Task A_wrong_byte_is_found_where_it_is(int offset)
    {
        var content = ObjectContent.Generated(3, 700_000);
        var bytes = content.ToArray();
        bytes[offset] ^= 1;
        await File.WriteAllBytesAsync(_path, bytes);

        Assert.Equal(offset, await ContentVerifier.FirstDifferenceAsync(_path, content));
    }

    [Theory]
    [InlineData(300_000, 299_999)]
    [InlineData(300_000, 300_001)]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(262_144, 262_145)]
    public async Task A_wrong_length_differs_at_the_end_of_the_shorter(int contentLength, int fileLength)
    {
        await File.WriteAllBytesAsync(_path, ObjectContent.Generated(3, fileLength).ToArray());

        var difference = await ContentVerifier.FirstDifferenceAsync(_path, ObjectContent.Generated(3, contentLength));

        Assert.Equal(Math.Min(contentLength, fileLength), difference);
    }

    public void Dispose() => File.Delete(_path);
}

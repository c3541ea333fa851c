namespace ActorDownloader.LoopbackOrigin.Protocol;

public sealed class RequestTargetSpecs
{
    [Theory]
    [InlineData("/bucket/key", "127.0.0.1:80", "bucket", "key")]
    [InlineData("/bucket/a%20b%2Bc+d%25/%C3%BC", "127.0.0.1", "bucket", "a b+c+d%/ü")]
    [InlineData("/bucket//a/./b/../c", "127.0.0.1", "bucket", "/a/./b/../c")]
    [InlineData("/bucket/a%2Fb%3F%23", "127.0.0.1", "bucket", "a/b?#")]
    [InlineData("/bucket", "127.0.0.1", "bucket", "")]
    [InlineData("/bucket/", "127.0.0.1", "bucket", "")]
    [InlineData("/", "127.0.0.1", "", "")]
    [InlineData("/a/key?x=1", "bucket.localhost:8080", "bucket", "a/key")]
    [InlineData("/", "bucket.localhost", "bucket", "")]
    [InlineData("/bucket/key", "localhost", "bucket", "key")]
    public void Bucket_and_key_are_read_from_path_or_host(string rawTarget, string host, string bucket, string key)
    {
        var target = RequestTarget.Parse(rawTarget, host);

        Assert.Equal((bucket, key), (target.Bucket, target.Key));
    }

    [Fact]
    public void Parameters_are_decoded()
    {
        var target = RequestTarget.Parse("/b/k?versionId=a%2Fb&uploads&empty=", "127.0.0.1");

        Assert.Equal("a/b", target.Parameter("versionId"));
        Assert.Equal("", target.Parameter("uploads"));
        Assert.Equal("", target.Parameter("empty"));
        Assert.Null(target.Parameter("versionid"));
    }
}

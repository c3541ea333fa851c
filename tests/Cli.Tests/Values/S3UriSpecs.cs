namespace ActorDownloader.Cli.Values;

public class S3UriSpecs
{
    [Theory]
    [InlineData("s3://bucket/key", "bucket", "key")]
    [InlineData("S3://bucket/key", "bucket", "key")]
    [InlineData("s3://bucket/a/b/c.txt", "bucket", "a/b/c.txt")]
    [InlineData("s3://bucket//key", "bucket", "/key")]
    [InlineData("s3://bucket/a//b", "bucket", "a//b")]
    [InlineData("s3://bucket/dir/", "bucket", "dir/")]
    [InlineData("s3://bucket/..", "bucket", "..")]
    [InlineData("s3://bucket/a b+c%20d?e#f&g=h", "bucket", "a b+c%20d?e#f&g=h")]
    [InlineData("s3://bucket/@file", "bucket", "@file")]
    [InlineData("s3://bucket/schlüssel/鍵/🗝", "bucket", "schlüssel/鍵/🗝")]
    [InlineData("s3://bucket/s3://other/key", "bucket", "s3://other/key")]
    [InlineData(
        "s3://arn:aws:s3:eu-west-1:123456789012:accesspoint/mine/a/key", "arn:aws:s3:eu-west-1:123456789012:accesspoint/mine", "a/key")]
    [InlineData(
        "s3://arn:aws:s3:eu-west-1:123456789012:accesspoint:mine/a/key", "arn:aws:s3:eu-west-1:123456789012:accesspoint:mine", "a/key")]
    public void An_address_is_a_bucket_and_a_key_as_it_is(string text, string bucket, string key) =>
        Assert.Equal(new S3Uri(bucket, key), S3Uri.Parse(text));

    [Theory]
    [InlineData("", "s3://BUCKET/KEY is expected")]
    [InlineData("bucket/key", "s3://BUCKET/KEY is expected")]
    [InlineData("https://bucket.s3.amazonaws.com/key", "s3://BUCKET/KEY is expected")]
    [InlineData("s3:/bucket/key", "s3://BUCKET/KEY is expected")]
    [InlineData("s3://", "names no bucket")]
    [InlineData("s3:///key", "names no bucket")]
    [InlineData("s3://bucket", "no object")]
    [InlineData("s3://bucket/", "no object")]
    [InlineData("s3://arn:aws:s3:eu-west-1:123456789012:accesspoint/mine", "no object")]
    public void Anything_else_is_refused_with_what_was_given_and_what_is_expected(string text, string message)
    {
        var fault = Assert.Throws<UsageException>(() => S3Uri.Parse(text));
        Assert.Contains($"'{text}'", fault.Message, StringComparison.Ordinal);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }
}

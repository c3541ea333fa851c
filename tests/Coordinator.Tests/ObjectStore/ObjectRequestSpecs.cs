using ActorDownloader.ObjectStore;

namespace ActorDownloader.Coordinator.Tests.ObjectStore;

public sealed class ObjectRequestSpecs
{
    [Theory]
    [InlineData("bucket")]
    [InlineData("my.bucket-1_A")]
    [InlineData("arn:aws:s3:eu-west-1:123456789012:accesspoint/my-point")]
    [InlineData("bucket--use1-az4--x-s3")]
    public void What_S3_takes_for_a_bucket_is_accepted(string bucket) => Assert.Equal(bucket, new ObjectRequest(bucket, "key").Bucket);

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("bücket")]
    [InlineData("a?b")]
    [InlineData("a:b")]
    [InlineData("arn:aws:s3:::a b")]
    public void What_cannot_be_a_bucket_is_refused_with_what_was_given(string bucket)
    {
        var refusal = Assert.Throws<ArgumentException>(nameof(bucket), () => new ObjectRequest(bucket, "key"));
        Assert.Contains($"'{bucket}'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bucket_has_at_most_255_characters()
    {
        Assert.Equal(255, new ObjectRequest(new string('b', 255), "key").Bucket.Length);
        Assert.Throws<ArgumentException>("bucket", () => new ObjectRequest(new string('b', 256), "key"));
    }

    [Theory]
    [InlineData("k", 1024)]
    [InlineData("é", 512)]
    [InlineData("日", 341)]
    public void A_key_has_at_most_1024_bytes(string character, int count)
    {
        var longest = string.Concat(Enumerable.Repeat(character, count));
        Assert.Equal(longest, new ObjectRequest("bucket", longest).Key);
        Assert.Throws<ArgumentException>("key", () => new ObjectRequest("bucket", longest + character));
    }

    [Fact]
    public void An_empty_key_is_refused() => Assert.Throws<ArgumentException>("key", () => new ObjectRequest("bucket", ""));

    [Fact]
    public void A_key_with_half_of_a_surrogate_pair_is_refused()
    {
        foreach (var half in new[] { '\ud83e', '\udd8a' })
        {
            var key = $"a{half}b";
            Assert.Throws<ArgumentException>(nameof(key), () => new ObjectRequest("bucket", key));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\r\nx-amz-evil: 1")]
    public void An_owner_that_could_break_a_header_is_refused(string owner) =>
        Assert.Throws<ArgumentException>("expectedBucketOwner", () => new ObjectRequest("bucket", "key", expectedBucketOwner: owner));

    [Fact]
    public void An_empty_version_is_refused() =>
        Assert.Throws<ArgumentException>("versionId", () => new ObjectRequest("bucket", "key", ""));

    [Fact]
    public void A_customers_key_is_not_printed()
    {
        var key = Enumerable.Range(1, 32).Select(i => (byte)i).ToArray();
        var printed = new ObjectRequest("bucket", "key", sse: SseCustomerKey.FromBytes(key)).ToString();
        Assert.DoesNotContain(Convert.ToBase64String(key), printed, StringComparison.Ordinal);
    }
}

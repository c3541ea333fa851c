using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace ActorDownloader.Testing;

/// <summary>What the fixture makes is there, and all of it goes.</summary>
public sealed class S3ServerFixtureSpecs(S3ServerFixture fixture) : IClassFixture<S3ServerFixture>
{
    [S3ServerTheory]
    [InlineData("empty", 0)]
    [InlineData("one byte", 1)]
    [InlineData("a b/ü+%?#&=.txt", 1000)]
    public async Task An_object_reads_back_as_it_was_put(string key, int length)
    {
        var content = Bytes(length);
        await fixture.PutAsync(key, content);

        using var response = await fixture.Client.GetObjectAsync(fixture.Bucket, key);

        Assert.Equal(content, await ReadAsync(response));
    }

    [S3ServerFact]
    public async Task An_object_of_100_MB_in_parts_reads_back_as_it_was_put()
    {
        var content = Bytes(100_000_000);
        var etag = await fixture.PutMultipartAsync("parts", content);

        using var response = await fixture.Client.GetObjectAsync(fixture.Bucket, "parts");

        Assert.EndsWith("-12\"", etag, StringComparison.Ordinal);
        var received = await ReadAsync(response);
        Assert.True(content.SequenceEqual(received));
    }

    [S3ServerFact]
    public async Task Versions_are_kept()
    {
        var first = await fixture.PutVersionAsync("key", Bytes(1));
        var second = await fixture.PutVersionAsync("key", Bytes(2));

        using var old = await fixture.Client.GetObjectAsync(fixture.VersionedBucket, "key", first);

        Assert.NotEqual(first, second);
        Assert.Equal(1, old.ContentLength);
    }

    [S3ServerFact]
    public async Task An_object_with_a_customers_key_needs_the_key()
    {
        await fixture.PutWithCustomerKeyAsync("secret", Bytes(1000), Bytes(32));

        var refused = await Assert.ThrowsAsync<AmazonS3Exception>(() => fixture.Client.GetObjectAsync(fixture.Bucket, "secret"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [S3ServerFact]
    public async Task A_foreign_object_cannot_be_read()
    {
        await fixture.PutForeignAsync("key", Bytes(1));

        var refused = await Assert.ThrowsAsync<AmazonS3Exception>(() => fixture.Client.GetObjectAsync(fixture.ForeignBucket, "key"));

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [S3ServerFact]
    public async Task Nothing_is_left_behind()
    {
        var other = new S3ServerFixture();
        await other.InitializeAsync();
        await other.PutAsync("key", Bytes(1));
        await other.PutVersionAsync("key", Bytes(1));
        await other.PutVersionAsync("key", Bytes(2));
        await other.Client.DeleteObjectAsync(other.VersionedBucket, "key");
        await other.PutForeignAsync("key", Bytes(1));

        await other.DisposeAsync();

        var buckets = await fixture.Client.ListBucketsAsync();
        Assert.DoesNotContain(buckets.Buckets, bucket => bucket.BucketName == other.Bucket || bucket.BucketName == other.VersionedBucket);
    }

    private static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private static async Task<byte[]> ReadAsync(GetObjectResponse response)
    {
        var bytes = new MemoryStream();
        await response.ResponseStream.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}

using System.Net;
using ActorDownloader.LoopbackOrigin.Checksums;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using ChecksumAlgorithm = ActorDownloader.LoopbackOrigin.Checksums.ChecksumAlgorithm;

namespace ActorDownloader.LoopbackOrigin;

/// <summary>Amazon's own client takes the origin for S3.</summary>
public sealed class AmazonClientSpecs : OriginSpecs
{
    [Fact]
    public async Task Its_signature_is_accepted_for_odd_keys_parameters_and_headers()
    {
        Origin.Keys.Add("id", "secret", "token");
        Origin.Objects.PutBucket("bucket", new() { Versioned = true, RequesterPays = true, Owner = "123" });
        Put(Alphabet, "a b/ü+%?#");
        var checksum = ObjectChecksum.OfObject(ChecksumAlgorithm.Crc32C, Alphabet);
        var old = Origin.Objects.Put("bucket", "a b/ü+%?#", new(Alphabet) { Checksums = [checksum] });
        Put(Alphabet, "a b/ü+%?#");

        using var client = Connect("secret");
        using var response = await client.GetObjectAsync(
            new GetObjectRequest
            {
                BucketName = "bucket",
                Key = "a b/ü+%?#",
                VersionId = old.VersionId,
                ByteRange = new(3, 5),
                RequestPayer = RequestPayer.Requester,
                ExpectedBucketOwner = "123",
                ChecksumMode = ChecksumMode.ENABLED,
            },
            Patience);

        Assert.Equal(old.VersionId, response.VersionId);
        Assert.Equal("def", await new StreamReader(response.ResponseStream).ReadToEndAsync(Patience));
    }

    [Fact]
    public async Task Its_checksum_validation_is_content_with_what_it_gets()
    {
        Origin.Objects.Put("bucket", "key", new(Alphabet) { Checksums = [ObjectChecksum.OfObject(ChecksumAlgorithm.Crc32, Alphabet)] });

        using var client = Connect("secret");
        using var response = await client.GetObjectAsync(
            new GetObjectRequest { BucketName = "bucket", Key = "key", ChecksumMode = ChecksumMode.ENABLED }, Patience);

        Assert.Equal("abcdefghijklmnopqrstuvwxyz", await new StreamReader(response.ResponseStream).ReadToEndAsync(Patience));
    }

    [Fact]
    public async Task It_reads_errors()
    {
        Origin.Keys.Add("id", "secret", "token");
        Put(Alphabet);

        using var wrong = Connect("wrong");
        using var right = Connect("secret");
        var mismatch = await Assert.ThrowsAsync<AmazonS3Exception>(() => wrong.GetObjectAsync("bucket", "key", Patience));
        var missing = await Assert.ThrowsAsync<NoSuchKeyException>(() => right.GetObjectAsync("bucket", "nothing", Patience));

        Assert.Equal((HttpStatusCode.Forbidden, "SignatureDoesNotMatch"), (mismatch.StatusCode, mismatch.ErrorCode));
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.NotEmpty(missing.RequestId);
    }

    [Fact]
    public async Task It_lists()
    {
        Put(Alphabet, "a b/ü+%?#&");
        Put(Alphabet, "c");

        using var client = Connect("secret");
        var first = await client.ListObjectsV2Async(new() { BucketName = "bucket", MaxKeys = 1 }, Patience);
        var second = await client.ListObjectsV2Async(
            new() { BucketName = "bucket", MaxKeys = 1, ContinuationToken = first.NextContinuationToken }, Patience);

        Assert.Equal(("a b/ü+%?#&", 26L), (first.S3Objects.Single().Key, first.S3Objects.Single().Size));
        Assert.True(first.IsTruncated);
        Assert.Equal("c", second.S3Objects.Single().Key);
        Assert.False(second.IsTruncated);
    }

    private AmazonS3Client Connect(string secret) => new(
        new SessionAWSCredentials("id", secret, "token"),
        new AmazonS3Config
        {
            ServiceURL = Origin.Uri.ToString(),
            ForcePathStyle = true,
            AuthenticationRegion = "us-east-1",
            MaxErrorRetry = 0,
        });
}

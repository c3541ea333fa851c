using System.Net;
using System.Security.Cryptography;
using ActorDownloader.LoopbackOrigin.Checksums;
using ActorDownloader.LoopbackOrigin.Content;

namespace ActorDownloader.LoopbackOrigin;

public sealed class ObjectAnswerSpecs : OriginSpecs
{
    [Fact]
    public async Task An_object_comes_whole_with_what_S3_says_about_it()
    {
        var version = Put(Alphabet);

        using var response = await SendAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("abcdefghijklmnopqrstuvwxyz", await ReadAsync(response));
        Assert.Equal(26, response.Content.Headers.ContentLength);
        Assert.Equal($"\"{Convert.ToHexStringLower(MD5.HashData(Alphabet.ToArray()))}\"", version.ETag);
        Assert.Equal(version.ETag, Header(response, "ETag"));
        Assert.Equal(version.LastModified, response.Content.Headers.LastModified);
        Assert.Equal("bytes", Header(response, "Accept-Ranges"));
        Assert.NotNull(Header(response, "x-amz-request-id"));
        Assert.Null(Header(response, "x-amz-version-id"));
    }

    [Theory]
    [InlineData("bytes=2-4", "cde", "bytes 2-4/26")]
    [InlineData("bytes=24-", "yz", "bytes 24-25/26")]
    [InlineData("bytes=-3", "xyz", "bytes 23-25/26")]
    [InlineData("bytes=25-999", "z", "bytes 25-25/26")]
    public async Task A_range_comes_with_its_place(string range, string bytes, string contentRange)
    {
        Put(Alphabet);

        using var response = await SendAsync(range);

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal(contentRange, Header(response, "Content-Range"));
        Assert.Equal(bytes, await ReadAsync(response));
    }

    [Theory]
    [InlineData("bytes=26-")]
    [InlineData("bytes=26-30")]
    public async Task A_range_past_the_end_is_an_error_that_tells_the_size(string range)
    {
        Put(Alphabet);

        using var response = await SendAsync(range);

        await AssertErrorAsync(response, 416, "InvalidRange");
        Assert.Contains("<ActualObjectSize>26</ActualObjectSize>", await ReadAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_object_is_fine_whole_and_an_error_by_range()
    {
        Put(ObjectContent.Of(default));

        using var whole = await SendAsync();
        using var range = await SendAsync("bytes=0-9");

        Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
        Assert.Equal(0, whole.Content.Headers.ContentLength);
        await AssertErrorAsync(range, 416, "InvalidRange");
    }

    [Fact]
    public async Task Head_gives_the_headers_alone()
    {
        var version = Put(Alphabet);

        using var response = await SendAsync(method: HttpMethod.Head);
        using var missing = await SendAsync(path: "bucket/nothing", method: HttpMethod.Head);

        Assert.Equal(26, response.Content.Headers.ContentLength);
        Assert.Equal(version.ETag, Header(response, "ETag"));
        Assert.Equal("", await ReadAsync(response));
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Equal("", await ReadAsync(missing));
    }

    [Fact]
    public async Task What_does_not_exist_is_named_in_the_error()
    {
        Put(Alphabet);

        using var key = await SendAsync(path: "bucket/no%26thing");
        using var bucket = await SendAsync(path: "nowhere/key");

        await AssertErrorAsync(key, 404, "NoSuchKey");
        Assert.Contains("<Key>no&amp;thing</Key>", await ReadAsync(key), StringComparison.Ordinal);
        await AssertErrorAsync(bucket, 404, "NoSuchBucket");
    }

    [Fact]
    public async Task Full_object_checksums_come_on_whole_requests_that_ask()
    {
        var checksum = ObjectChecksum.OfObject(ChecksumAlgorithm.Crc64Nvme, Alphabet);
        Origin.Objects.Put("bucket", "key", new(Alphabet) { Checksums = [checksum] });
        var enabled = ("x-amz-checksum-mode", "ENABLED");

        using var get = await SendAsync(headers: enabled);
        using var head = await SendAsync(method: HttpMethod.Head, headers: enabled);
        using var range = await SendAsync("bytes=0-3", headers: enabled);
        using var unasked = await SendAsync();

        Assert.Equal((checksum.Value, "FULL_OBJECT"), (Header(get, "x-amz-checksum-crc64nvme"), Header(get, "x-amz-checksum-type")));
        Assert.Equal(checksum.Value, Header(head, "x-amz-checksum-crc64nvme"));
        Assert.Null(Header(range, "x-amz-checksum-crc64nvme"));
        Assert.Null(Header(unasked, "x-amz-checksum-crc64nvme"));
    }

    [Fact]
    public async Task Parts_of_a_multipart_upload_can_be_had_one_by_one()
    {
        Origin.Objects.Put("bucket", "key", new(Alphabet)
        {
            PartLength = 10,
            Checksums = [ObjectChecksum.OfParts(ChecksumAlgorithm.Crc32C, Alphabet, 10)],
        });
        var enabled = ("x-amz-checksum-mode", "ENABLED");

        using var whole = await SendAsync(headers: enabled);
        using var third = await SendAsync(path: "bucket/key?partNumber=3", headers: enabled);
        using var fourth = await SendAsync(path: "bucket/key?partNumber=4");

        Assert.EndsWith("-3\"", Header(whole, "ETag"), StringComparison.Ordinal);
        Assert.Equal("COMPOSITE", Header(whole, "x-amz-checksum-type"));
        Assert.Equal("uvwxyz", await ReadAsync(third));
        Assert.Equal("3", Header(third, "x-amz-mp-parts-count"));
        Assert.Equal("bytes 20-25/26", Header(third, "Content-Range"));
        var checksum = ObjectChecksum.OfObject(ChecksumAlgorithm.Crc32C, ObjectContent.Of("uvwxyz"u8.ToArray()));
        Assert.Equal(checksum.Value, Header(third, "x-amz-checksum-crc32c"));
        await AssertErrorAsync(fourth, 416, "InvalidPartNumber");
    }

    [Fact]
    public async Task Keys_are_bytes_and_not_paths()
    {
        Put(Alphabet, "/a//./../ü+%?#");

        using var response = await SendAsync(path: Origin.Uri + "bucket/%2Fa%2F%2F.%2F..%2F%C3%BC%2B%25%3F%23");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task The_bucket_may_be_in_the_host_name()
    {
        Put(Alphabet);

        using var response = await SendAsync("bytes=0-2", path: "key", headers: ("Host", "bucket.localhost"));

        Assert.Equal("abc", await ReadAsync(response));
    }

    [Fact]
    public async Task Listings_come_in_pages()
    {
        foreach (var key in new[] { "a/2", "a/1", "b", "a/3" })
        {
            Put(Alphabet, key);
        }

        using var first = await SendAsync(path: "bucket?list-type=2&prefix=a%2F&max-keys=2");
        using var second = await SendAsync(path: "bucket?list-type=2&prefix=a%2F&max-keys=2&continuation-token=a%2F2");

        var page = await ReadAsync(first);
        Assert.Contains("<Key>a/1</Key>", page, StringComparison.Ordinal);
        Assert.Contains("<NextContinuationToken>a/2</NextContinuationToken>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<Key>b</Key>", page, StringComparison.Ordinal);
        Assert.Contains("<KeyCount>1</KeyCount>", await ReadAsync(second), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_reading_is_supported()
    {
        using var response = await SendAsync(method: HttpMethod.Delete);

        await AssertErrorAsync(response, 405, "MethodNotAllowed");
    }
}

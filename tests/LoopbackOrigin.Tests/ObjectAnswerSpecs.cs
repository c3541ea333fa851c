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
    public async Task An_unreadable_object_is_denied()
    {
        Origin.Objects.Put("bucket", "key", new(Alphabet) { Readable = false });

        using var response = await SendAsync();

        await AssertErrorAsync(response, 403, "AccessDenied");
    }

    [Fact]
    public async Task If_match_pins_a_version()
    {
        var version = Put(Alphabet);

        using var same = await SendAsync("bytes=0-0", headers: ("If-Match", version.ETag));
        Put(ObjectContent.Generated(1, 26));
        using var changed = await SendAsync("bytes=0-0", headers: ("If-Match", version.ETag));
        using var known = await SendAsync(headers: ("If-None-Match", "*"));

        Assert.Equal(HttpStatusCode.PartialContent, same.StatusCode);
        await AssertErrorAsync(changed, 412, "PreconditionFailed");
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
    }

    [Fact]
    public async Task Versions_are_kept_and_found_by_id()
    {
        Origin.Objects.PutBucket("bucket", new() { Versioned = true });
        var old = Put(Alphabet);
        var current = Put(ObjectContent.Of("new"u8.ToArray()));

        using var latest = await SendAsync();
        using var first = await SendAsync(path: $"bucket/key?versionId={old.VersionId}");
        using var unknown = await SendAsync(path: "bucket/key?versionId=nothing");

        Assert.Equal((current.VersionId, "new"), (Header(latest, "x-amz-version-id"), await ReadAsync(latest)));
        Assert.Equal((old.VersionId, 26), (Header(first, "x-amz-version-id"), (await ReadAsync(first)).Length));
        await AssertErrorAsync(unknown, 404, "NoSuchVersion");
    }

    [Fact]
    public async Task A_delete_marker_hides_the_object_and_gives_way_when_it_is_removed()
    {
        Origin.Objects.PutBucket("bucket", new() { Versioned = true });
        Put(Alphabet);
        Origin.Objects.Delete("bucket", "key");

        using var latest = await SendAsync();
        var marker = Header(latest, "x-amz-version-id")!;
        using var named = await SendAsync(path: $"bucket/key?versionId={marker}");
        Origin.Objects.DeleteVersion("bucket", "key", marker);
        using var again = await SendAsync();

        await AssertErrorAsync(latest, 404, "NoSuchKey");
        Assert.Equal("true", Header(latest, "x-amz-delete-marker"));
        await AssertErrorAsync(named, 405, "MethodNotAllowed");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
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
        Assert.Equal(ObjectChecksum.OfObject(ChecksumAlgorithm.Crc32C, ObjectContent.Of("uvwxyz"u8.ToArray())).Value, Header(third, "x-amz-checksum-crc32c"));
        await AssertErrorAsync(fourth, 416, "InvalidPartNumber");
    }

    [Fact]
    public async Task A_customers_key_must_come_with_every_request()
    {
        var key = RandomNumberGenerator.GetBytes(32);
        Origin.Objects.Put("bucket", "key", new(Alphabet) { CustomerKey = key });
        Put(Alphabet, "plain");

        using var right = await SendAsync(headers: CustomerKeyHeaders(key));
        using var none = await SendAsync();
        using var wrong = await SendAsync(headers: CustomerKeyHeaders(new byte[32]));
        using var needless = await SendAsync(path: "bucket/plain", headers: CustomerKeyHeaders(key));

        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        Assert.Equal("AES256", Header(right, "x-amz-server-side-encryption-customer-algorithm"));
        await AssertErrorAsync(none, 400, "InvalidRequest");
        await AssertErrorAsync(wrong, 403, "AccessDenied");
        await AssertErrorAsync(needless, 400, "InvalidRequest");
    }

    [Fact]
    public async Task A_requester_who_must_pay_says_so()
    {
        Origin.Objects.PutBucket("bucket", new() { RequesterPays = true });
        Put(Alphabet);

        using var silent = await SendAsync();
        using var paying = await SendAsync(headers: ("x-amz-request-payer", "requester"));

        await AssertErrorAsync(silent, 403, "AccessDenied");
        Assert.Equal("requester", Header(paying, "x-amz-request-charged"));
    }

    [Fact]
    public async Task The_expected_owner_must_be_the_owner()
    {
        Origin.Objects.PutBucket("bucket", new() { Owner = "123" });
        Put(Alphabet);

        using var right = await SendAsync(headers: ("x-amz-expected-bucket-owner", "123"));
        using var wrong = await SendAsync(headers: ("x-amz-expected-bucket-owner", "124"));

        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        await AssertErrorAsync(wrong, 403, "AccessDenied");
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
    public async Task A_request_under_way_keeps_the_version_it_began_with()
    {
        var old = ObjectContent.Generated(1, 20_000_000);
        Put(old);
        using var response = await SendAsync();

        Put(ObjectContent.Generated(2, 20_000_000));

        var received = await response.Content.ReadAsByteArrayAsync(Patience);
        Assert.True(old.ToArray().SequenceEqual(received));
    }

    [Fact]
    public async Task Only_reading_is_supported()
    {
        using var response = await SendAsync(method: HttpMethod.Delete);

        await AssertErrorAsync(response, 405, "MethodNotAllowed");
    }

    private static (string, string)[] CustomerKeyHeaders(byte[] key) =>
    [
        ("x-amz-server-side-encryption-customer-algorithm", "AES256"),
        ("x-amz-server-side-encryption-customer-key", Convert.ToBase64String(key)),
        ("x-amz-server-side-encryption-customer-key-MD5", Convert.ToBase64String(MD5.HashData(key))),
    ];
}

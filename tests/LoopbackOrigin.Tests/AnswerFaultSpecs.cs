using System.IO.Compression;
using System.Net;
using ActorDownloader.LoopbackOrigin.Content;
using ActorDownloader.LoopbackOrigin.Faults;

namespace ActorDownloader.LoopbackOrigin;

public sealed class AnswerFaultSpecs : OriginSpecs
{
    [Fact]
    public async Task An_error_comes_with_its_code_and_retry_after_as_often_as_the_rule_says()
    {
        Put(Alphabet);
        Add(new FaultAction.Respond(503, "SlowDown", "Reduce your rate.", RetryAfterSeconds: 2), rule => rule with { Times = 1 });

        using var first = await SendAsync();
        using var second = await SendAsync();

        await AssertErrorAsync(first, 503, "SlowDown");
        Assert.Equal("2", Header(first, "Retry-After"));
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
    }

    [Fact]
    public async Task An_error_document_may_come_with_status_200()
    {
        Put(Alphabet);
        Add(new FaultAction.Respond(200, "InternalError"));

        using var response = await SendAsync();

        await AssertErrorAsync(response, 200, "InternalError");
    }

    [Theory]
    [InlineData(301, null)]
    [InlineData(307, "http://127.0.0.1:1/bucket/key")]
    public async Task A_redirect_names_the_region(int status, string? location)
    {
        Put(Alphabet);
        Add(new FaultAction.Redirect(status, "eu-west-1", location));

        using var response = await SendAsync();

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("eu-west-1", Header(response, "x-amz-bucket-region"));
        Assert.Equal(location, response.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_body_may_be_short_under_a_length_that_admits_it()
    {
        Put(Alphabet);
        Add(new FaultAction.ShortLength(4));

        using var response = await SendAsync("bytes=0-9");

        Assert.Equal("abcd", await ReadAsync(response));
        Assert.Equal(4, response.Content.Headers.ContentLength);
        Assert.Equal("bytes 0-9/26", Header(response, "Content-Range"));
    }

    [Fact]
    public async Task An_ignored_range_gives_the_whole_object()
    {
        Put(Alphabet);
        Add(new FaultAction.IgnoreRange());

        using var response = await SendAsync("bytes=3-5");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(26, (await ReadAsync(response)).Length);
    }

    [Fact]
    public async Task An_ignored_condition_gives_another_version()
    {
        Put(Alphabet);
        Add(new FaultAction.IgnoreIfMatch());

        using var response = await SendAsync("bytes=3-5", headers: ("If-Match", "\"other\""));

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
    }

    [Fact]
    public async Task A_content_range_may_lie()
    {
        Put(Alphabet);
        Add(new FaultAction.ShiftContentRange(2));

        using var response = await SendAsync("bytes=3-5");

        Assert.Equal("bytes 5-7/26", Header(response, "Content-Range"));
        Assert.Equal("def", await ReadAsync(response));
    }

    [Fact]
    public async Task A_body_may_be_longer_than_its_range()
    {
        Put(Alphabet);
        Add(new FaultAction.ExtraBytes(3));

        using var response = await SendAsync("bytes=3-5");

        Assert.Equal("bytes 3-5/26", Header(response, "Content-Range"));
        Assert.Equal("defghi", await ReadAsync(response));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("\"other\"")]
    public async Task An_entity_tag_may_be_missing_or_another(string? etag)
    {
        Put(Alphabet);
        Add(new FaultAction.ReplaceETag(etag));

        using var response = await SendAsync();

        Assert.Equal(etag, Header(response, "ETag"));
    }

    [Fact]
    public async Task A_proxy_may_compress()
    {
        Put(Alphabet);
        Add(new FaultAction.Compress());

        using var response = await SendAsync("bytes=3-5");

        Assert.Equal("gzip", Header(response, "Content-Encoding"));
        var packed = await response.Content.ReadAsStreamAsync(Patience);
        using var unpacked = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        Assert.Equal("def", await unpacked.ReadToEndAsync(Patience));
    }

    [Fact]
    public async Task A_length_may_be_missing()
    {
        Put(Alphabet);
        Add(new FaultAction.OmitLength());

        using var response = await SendAsync("bytes=3-5");

        Assert.True(response.Headers.TransferEncodingChunked);
        Assert.Equal("def", await ReadAsync(response));
    }

    [Fact]
    public async Task A_corrupt_byte_is_corrupt_in_every_answer_that_holds_it()
    {
        Put(Alphabet);
        Add(new FaultAction.CorruptByte(4));

        using var with = await SendAsync("bytes=3-5");
        using var without = await SendAsync("bytes=5-6");

        var bytes = await with.Content.ReadAsByteArrayAsync(Patience);
        Assert.Equal([(byte)'d', 'e' ^ 0xFF, (byte)'f'], bytes);
        Assert.Equal("fg", await ReadAsync(without));
    }

    [Fact]
    public async Task A_new_version_may_appear_at_a_chosen_request()
    {
        var old = Put(Alphabet);
        Add(new FaultAction.PutObject(new(ObjectContent.Generated(9, 26))), rule => rule with { CoversOffset = 10, Times = 1 });

        using var before = await SendAsync("bytes=0-9", headers: ("If-Match", old.ETag));
        using var after = await SendAsync("bytes=10-19", headers: ("If-Match", old.ETag));

        Assert.Equal(HttpStatusCode.PartialContent, before.StatusCode);
        await AssertErrorAsync(after, 412, "PreconditionFailed");
    }

    [Fact]
    public async Task An_object_may_go_at_a_chosen_request()
    {
        Put(Alphabet);
        Add(new FaultAction.DeleteObject(), rule => rule with { Skip = 1, Times = 1 });

        using var before = await SendAsync("bytes=0-9");
        using var after = await SendAsync("bytes=10-19");

        Assert.Equal(HttpStatusCode.PartialContent, before.StatusCode);
        await AssertErrorAsync(after, 404, "NoSuchKey");
    }

    [Fact]
    public async Task A_gate_holds_a_request_until_it_is_opened()
    {
        Put(Alphabet);
        var gate = new Gate();
        Add(new FaultAction.WaitAt(gate));

        var request = SendAsync();
        await gate.WhenReachedAsync(1, Patience);
        Origin.Objects.Delete("bucket", "key");
        gate.Open();

        using var response = await request;
        await AssertErrorAsync(response, 404, "NoSuchKey");
    }
}

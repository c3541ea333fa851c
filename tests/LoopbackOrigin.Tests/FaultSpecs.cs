using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using ActorDownloader.LoopbackOrigin.Content;
using ActorDownloader.LoopbackOrigin.Faults;
using ActorDownloader.LoopbackOrigin.Requests;

namespace ActorDownloader.LoopbackOrigin;

public sealed class FaultSpecs : OriginSpecs
{
    private static readonly ObjectContent Big = ObjectContent.Generated(5, 3_000_000);

    [Fact]
    public async Task An_error_comes_with_its_code_and_retry_after_as_often_as_the_rule_says()
    {
        Put(Alphabet);
        Add(new FaultAction.Respond(503, "SlowDown", "Please reduce your request rate.", RetryAfterSeconds: 2), rule => rule with { Times = 1 });

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
    public async Task A_reset_before_the_headers_breaks_the_request()
    {
        Put(Alphabet);
        Add(new FaultAction.Reset());

        var broken = await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync());

        Assert.Equal(SocketError.ConnectionReset, SocketErrorOf(broken));
        await AssertLoggedAsync(new(0, 0, default, RequestEnding.Cut));
    }

    [Fact]
    public async Task A_reset_in_the_body_comes_after_the_bytes_before_it()
    {
        Put(Big);
        Add(new FaultAction.Reset(AfterBodyBytes: 50_000));

        var (received, broken) = await ReadUntilBrokenAsync();

        Assert.Equal(50_000, received);
        Assert.Equal(SocketError.ConnectionReset, SocketErrorOf(broken!));
        await AssertLoggedAsync(new(200, 50_000, default, RequestEnding.Cut));
    }

    [Fact]
    public async Task A_body_may_end_early_under_the_right_length()
    {
        Put(Big);
        Add(new FaultAction.HangUp(AfterBodyBytes: 50_000));

        var (received, broken) = await ReadUntilBrokenAsync();

        Assert.Equal(50_000, received);
        Assert.Equal(HttpRequestError.ResponseEnded, Assert.IsType<HttpIOException>(broken).HttpRequestError);
    }

    [Fact]
    public async Task A_connection_may_end_before_the_headers()
    {
        Put(Alphabet);
        Add(new FaultAction.HangUp());

        var broken = await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync());

        Assert.Equal(HttpRequestError.ResponseEnded, broken.HttpRequestError);
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
    public async Task A_stall_before_the_headers_lasts_until_the_client_goes()
    {
        Put(Alphabet);
        Add(new FaultAction.Stall());
        using var impatience = new CancellationTokenSource();

        var request = Client.GetAsync(new Uri("bucket/key", UriKind.Relative), impatience.Token);
        await Origin.Requests.WhenAsync(request => request.Outcome is null, 1, Patience);
        Assert.False(request.IsCompleted);
        await impatience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await AssertLoggedAsync(new(0, 0, default, RequestEnding.Cut));
    }

    [Fact]
    public async Task A_stall_in_the_body_comes_after_the_bytes_before_it()
    {
        Put(Big);
        Add(new FaultAction.Stall(AfterBodyBytes: 50_000));
        using (var response = await SendAsync())
        {
            var body = await response.Content.ReadAsStreamAsync(Patience);
            await body.ReadExactlyAsync(new byte[50_000], Patience);
            var more = body.ReadAsync(new byte[1], Patience);
            Assert.Null(Assert.Single(Origin.Requests.Snapshot()).Outcome);
            Assert.False(more.IsCompleted);
        }

        await AssertLoggedAsync(new(200, 50_000, default, RequestEnding.Cut));
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
        using var unpacked = new StreamReader(new GZipStream(await response.Content.ReadAsStreamAsync(Patience), CompressionMode.Decompress));
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

    [Fact]
    public async Task A_connection_may_be_closed_after_an_answer()
    {
        Put(Alphabet);
        var fault = Add(new FaultAction.CloseConnection());
        using (await SendAsync())
        {
        }

        fault.Dispose();
        using (var second = await SendAsync())
        {
            await ReadAsync(second);
        }

        using (await SendAsync())
        {
        }

        var connections = Origin.Requests.Snapshot().Select(request => request.ConnectionId).ToList();
        Assert.NotEqual(connections[0], connections[1]);
        Assert.Equal(connections[1], connections[2]);
    }

    private ActiveFault Add(FaultAction action, Func<FaultRule, FaultRule>? where = null) => Origin.Faults.Add((where ?? (rule => rule))(new(action)));

    private async Task<(long Received, Exception? Broken)> ReadUntilBrokenAsync()
    {
        using var response = await SendAsync();
        Assert.Equal(Big.Length, response.Content.Headers.ContentLength);
        var body = await response.Content.ReadAsStreamAsync(Patience);
        var buffer = new byte[10_000];
        long received = 0;
        try
        {
            for (int read; (read = await body.ReadAsync(buffer, Patience)) > 0;)
            {
                received += read;
            }

            return (received, null);
        }
        catch (IOException e)
        {
            return (received, e);
        }
    }

    // The outcome of the one request so far, whenever it ended.
    private async Task AssertLoggedAsync(RequestOutcome expected)
    {
        var ended = await Origin.Requests.WhenAsync(request => request.Outcome is not null, 1, Patience);

        Assert.Equal(expected, Assert.Single(ended).Outcome! with { EndedAt = default });
    }

    private static SocketError? SocketErrorOf(Exception? e) => e is null ? null : e is SocketException socket ? socket.SocketErrorCode : SocketErrorOf(e.InnerException);
}

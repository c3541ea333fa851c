using System.Net.Sockets;
using ActorDownloader.LoopbackOrigin.Content;
using ActorDownloader.LoopbackOrigin.Faults;
using ActorDownloader.LoopbackOrigin.Requests;

namespace ActorDownloader.LoopbackOrigin;

public sealed class ConnectionFaultSpecs : OriginSpecs
{
    private static readonly ObjectContent Big = ObjectContent.Generated(5, 3_000_000);

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

    [Fact]
    public async Task An_origin_that_stops_breaks_what_runs_and_may_come_back_at_its_old_port()
    {
        Put(Alphabet);
        Add(new FaultAction.Stall());
        var request = SendAsync();
        await Origin.Requests.WhenAsync(request => request.Outcome is null, 1, Patience);

        await Origin.DisposeAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => request);
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync());
        Assert.Equal(SocketError.ConnectionRefused, SocketErrorOf(refused));

        await using var next = await S3LoopbackOrigin.StartAsync(new() { Port = Origin.Uri.Port }, Patience);
        using var response = await SendAsync();
        await AssertErrorAsync(response, 404, "NoSuchBucket");
    }

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

    private static SocketError? SocketErrorOf(Exception? e) =>
        e is null ? null : e is SocketException socket ? socket.SocketErrorCode : SocketErrorOf(e.InnerException);
}

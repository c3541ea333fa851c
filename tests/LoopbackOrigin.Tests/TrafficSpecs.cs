using System.Net;
using System.Net.Sockets;
using ActorDownloader.LoopbackOrigin.Content;
using ActorDownloader.LoopbackOrigin.Faults;
using ActorDownloader.LoopbackOrigin.Traffic;
using ActorDownloader.Testing;

namespace ActorDownloader.LoopbackOrigin;

public sealed class TrafficSpecs : OriginSpecs
{
    private readonly ManualTimeProvider _time = new();

    protected override S3LoopbackOriginOptions Options => new() { Time = _time };

    [Fact]
    public async Task Latency_comes_before_the_first_byte()
    {
        Put(Alphabet);
        Origin.Traffic = new() { FirstByteLatency = TimeSpan.FromMilliseconds(30) };

        var request = SendAsync();
        await _time.WhenTimersPendAsync(1, Patience);
        Assert.False(request.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(30));

        using var response = await request;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_delay_is_a_latency_of_chosen_requests()
    {
        Put(Alphabet);
        Origin.Faults.Add(new(new FaultAction.Delay(TimeSpan.FromSeconds(5))) { Key = "key" });

        var request = SendAsync();
        await _time.WhenTimersPendAsync(1, Patience);
        _time.Advance(TimeSpan.FromSeconds(5));

        using var response = await request;
        Assert.Equal("abcdefghijklmnopqrstuvwxyz", await ReadAsync(response));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_rate_spreads_a_body_over_time(bool perConnection)
    {
        Put(ObjectContent.Generated(1, 1_000_000));
        Origin.Traffic = perConnection ? new() { BytesPerSecondPerConnection = 100_000 } : new() { TotalBytesPerSecond = 100_000 };

        Assert.InRange(await TimeToReadAsync(), TimeSpan.FromSeconds(9.9), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_trickle_is_a_rate_of_chosen_requests()
    {
        Put(Alphabet);
        Origin.Faults.Add(new(new FaultAction.Trickle(BytesPerSecond: 2)));

        Assert.Equal(TimeSpan.FromSeconds(13), await TimeToReadAsync());
    }

    [Fact]
    public async Task More_requests_than_the_rate_are_told_to_slow_down()
    {
        Put(Alphabet);
        Origin.Traffic = new() { MaxRequestsPerSecond = 20 };

        var statuses = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            statuses.Add(await StatusAsync());
        }

        _time.Advance(TimeSpan.FromMilliseconds(50));
        statuses.Add(await StatusAsync());

        Assert.Equal([200, 200, 503, 503, 200], statuses);
        Assert.Equal(2, Origin.Gauges.RefusedRequests);
    }

    [Fact]
    public async Task After_a_pause_a_bursts_worth_may_come_at_once()
    {
        Put(Alphabet);
        Origin.Traffic = new() { MaxRequestsPerSecond = 3, RequestBurst = TimeSpan.FromSeconds(1) };

        var statuses = new List<int>();
        for (var i = 0; i < 5; i++)
        {
            statuses.Add(await StatusAsync());
        }

        Assert.Equal([200, 200, 200, 503, 503], statuses);
    }

    [Fact]
    public async Task More_requests_at_once_than_the_limit_are_told_to_slow_down()
    {
        Put(Alphabet);
        Origin.Traffic = new() { MaxConcurrentRequests = 1 };
        var gate = new Gate();
        Origin.Faults.Add(new(new FaultAction.WaitAt(gate)));

        var first = StatusAsync();
        await gate.WhenReachedAsync(1, Patience);
        Assert.Equal(503, await StatusAsync());
        gate.Open();

        Assert.Equal(200, await first);
        Assert.Equal(2, Origin.Gauges.MostActiveRequests);
    }

    [Theory]
    [InlineData(ExcessConnection.SlowDown, 503)]
    [InlineData(ExcessConnection.TooManyRequests, 429)]
    public async Task One_connection_too_many_is_refused_and_closed(ExcessConnection excess, int status)
    {
        Put(Alphabet);
        Origin.Traffic = new() { MaxConnections = 1, Excess = excess };
        var gate = new Gate();
        Origin.Faults.Add(new(new FaultAction.WaitAt(gate)));

        var first = StatusAsync();
        await gate.WhenReachedAsync(1, Patience);
        using var second = await SendAsync();
        gate.Open();

        Assert.Equal(200, await first);
        Assert.Equal(status, (int)second.StatusCode);
        Assert.True(second.Headers.ConnectionClose);
        Assert.Equal(2, Origin.Gauges.MostOpenConnections);
    }

    [Fact]
    public async Task One_connection_too_many_may_be_reset()
    {
        Origin.Traffic = new() { MaxConnections = 0 };

        var broken = await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync());

        Assert.IsType<SocketException>(broken.GetBaseException());
    }

    [Fact]
    public async Task Gauges_tell_what_went_on()
    {
        Put(Alphabet);
        for (var i = 0; i < 3; i++)
        {
            await StatusAsync();
        }

        await Origin.Requests.WhenAsync(request => request.Outcome is not null, 3, Patience);
        var gauges = Origin.Gauges;
        Assert.Equal((3, 0, 1, 78), (gauges.Requests, gauges.ActiveRequests, gauges.Connections, gauges.BodyBytes));
    }

    [Fact]
    public async Task The_log_tells_what_was_asked_and_answered()
    {
        Put(Alphabet);
        using (var response = await SendAsync("bytes=1-3", "bucket/key?versionId=null", headers: ("x-amz-request-payer", "requester")))
        {
            await ReadAsync(response);
        }

        var logged = Assert.Single(await Origin.Requests.WhenAsync(request => request.Outcome is not null, 1, Patience));
        Assert.Equal((1, "GET", "bucket", "key"), (logged.Number, logged.Method, logged.Bucket, logged.Key));
        Assert.Equal(("null", "bytes=1-3"), (logged.VersionId, logged.Range));
        Assert.Equal("requester", logged.Header("X-Amz-Request-Payer"));
        Assert.Equal((206, 3), (logged.Outcome!.Status, logged.Outcome.BodyBytes));
        Assert.Equal(_time.GetUtcNow(), logged.Outcome.EndedAt);
    }

    private async Task<int> StatusAsync()
    {
        using var response = await SendAsync();
        await ReadAsync(response);
        return (int)response.StatusCode;
    }

    // Moves the clock on whenever the origin waits for it, and tells how far it went.
    private async Task<TimeSpan> TimeToReadAsync()
    {
        var start = _time.GetTimestamp();
        using var response = await SendAsync();
        var reading = response.Content.ReadAsByteArrayAsync(Patience);
        while (true)
        {
            var waiting = _time.WhenTimersPendAsync(1, Patience);
            if (await Task.WhenAny(reading, waiting) == reading)
            {
                await reading;
                return _time.GetElapsedTime(start);
            }

            _time.Advance(TimeSpan.FromMilliseconds(10));
        }
    }
}

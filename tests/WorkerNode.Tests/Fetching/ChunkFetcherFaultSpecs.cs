using ActorDownloader.Messages;

namespace ActorDownloader.WorkerNode.Fetching;

public sealed class ChunkFetcherFaultSpecs : IDisposable
{
    private const string Part = "HTTP/1.1 206 Partial Content\nContent-Range: bytes 100-199/1000\nContent-Length: 100\nETag: \"v1\"\n";
    private readonly FetchBench _bench = new();

    public void Dispose() => _bench.Dispose();

    public static TheoryData<string, FetchFailureKind, int?> WrongAnswers => new()
    {
        { "HTTP/1.1 200 OK\nContent-Length: 5\n\nhello", FetchFailureKind.InvalidAnswer, 200 },
        { "HTTP/1.1 206 Partial Content\nContent-Range: bytes 0-99/1000\nContent-Length: 5\n\nhello", FetchFailureKind.InvalidAnswer, 206 },
        { "HTTP/1.1 206 Partial Content\nContent-Length: 5\n\nhello", FetchFailureKind.InvalidAnswer, 206 },
        { Part.Replace("v1", "v2", StringComparison.Ordinal) + "\nhello", FetchFailureKind.ObjectChanged, 206 },
        { Part + "Content-Encoding: gzip\nVary: Accept-Encoding\n\nhello", FetchFailureKind.InvalidAnswer, 206 },
        { "HTTP/1.1 412 Precondition Failed\nContent-Length: 0\n\n", FetchFailureKind.ObjectChanged, 412 },
        { "HTTP/1.1 307 Temporary Redirect\nLocation: http://127.0.0.1:1/\nContent-Length: 0\n\n", FetchFailureKind.Refused, 307 },
        { "HTTP/1.1 403 Forbidden\nContent-Length: 0\n\n", FetchFailureKind.Refused, 403 },
        { "HTTP/1.1 404 Not Found\nContent-Length: 0\n\n", FetchFailureKind.Refused, 404 },
        { "HTTP/1.1 416 Range Not Satisfiable\nContent-Range: bytes */50\nContent-Length: 0\n\n", FetchFailureKind.Refused, 416 },
        { "HTTP/1.1 500 Internal Server Error\nContent-Length: 0\n\n", FetchFailureKind.Refused, 500 },
        { "SSH-2.0-OpenSSH_9.2\n\n", FetchFailureKind.InvalidAnswer, null },
    };

    [Theory]
    [MemberData(nameof(WrongAnswers))]
    public async Task A_wrong_answer_is_typed_and_leaves_the_file_alone(string answer, FetchFailureKind kind, int? status)
    {
        await using var origin = RawOrigin.Saying(answer);

        var failure = await _bench.FailAsync(Orders.Ranged(origin.Url, _bench.Path));

        Assert.Equal(kind, failure.Kind);
        Assert.Equal(status, failure.HttpStatus);
        Assert.Equal(new string('.', FetchBench.FileLength), _bench.Content);
        Assert.Single(origin.Requests);
    }

    [Fact]
    public async Task A_refusal_tells_the_code_the_request_and_the_pause()
    {
        const string document = "<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>";
        await using var origin = RawOrigin.Saying(
            $"HTTP/1.1 503 Slow Down\nContent-Type: application/xml\nRetry-After: 3\nx-amz-request-id: "
                + $"R1\nContent-Length: {document.Length}\n\n{document}");

        var failure = await _bench.FailAsync(Orders.Ranged(origin.Url, _bench.Path));

        Assert.Equal(
            new FetchFailure(
                FetchFailureKind.Refused,
                "The origin answered with status 503 (SlowDown: Please reduce your request rate).",
                503,
                "SlowDown",
                "R1",
                TimeSpan.FromSeconds(3)),
            failure);
    }

    [Theory]
    [InlineData("Content-Length: 500\n\n<Error><Code>Cut</Code>")]
    [InlineData("Content-Length: 900000000\n\n<Error><Code>Endless</Code>")]
    public async Task An_error_document_that_cannot_be_read_costs_only_its_details(string rest)
    {
        await using var origin = new RawOrigin(async exchange =>
        {
            await exchange.SendAsync("HTTP/1.1 403 Forbidden\nContent-Type: application/xml\n" + rest);
            exchange.Close();
        });

        var failure = await _bench.FailAsync(Orders.Ranged(origin.Url, _bench.Path));

        Assert.Equal((FetchFailureKind.Refused, 403, null), (failure.Kind, failure.HttpStatus, failure.ErrorCode));
    }

    [Fact]
    public async Task An_error_document_with_status_200_is_not_taken_for_the_object()
    {
        const string document = "<Error><Code>InternalError</Code><Message>We encountered an internal error.</Message></Error>";
        await using var origin = RawOrigin.Saying(
            $"HTTP/1.1 200 OK\nContent-Type: application/xml\nContent-Length: {document.Length}\n\n{document}");

        var failure = await _bench.FailAsync(Orders.Discovering(origin.Url, _bench.Path));

        Assert.Equal((FetchFailureKind.InvalidAnswer, 200, "InternalError"), (failure.Kind, failure.HttpStatus, failure.ErrorCode));
        Assert.Empty(_bench.Discovered);
        Assert.Equal(new string('.', FetchBench.FileLength), _bench.Content);
    }

    [Fact]
    public async Task An_object_that_only_looks_like_an_error_document_is_fetched()
    {
        const string document = "<Report><Code>fine</Code></Report>";
        await using var origin = RawOrigin.Saying(
            $"HTTP/1.1 200 OK\nContent-Type: application/xml\nContent-Length: {document.Length}\n\n{document}");

        Assert.NotNull((await _bench.RunAsync(Orders.Discovering(origin.Url, _bench.Path))).Fetched);

        Assert.Single(_bench.Discovered);
        Assert.StartsWith(document, _bench.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_ends_early_is_truncated()
    {
        await using var origin = new RawOrigin(async exchange =>
        {
            await exchange.SendAsync(Part + "\nhello");
            exchange.Close();
        });

        Assert.Equal(FetchFailureKind.Truncated, (await _bench.FailAsync(Orders.Ranged(origin.Url, _bench.Path))).Kind);
    }

    [Fact]
    public async Task A_reset_in_the_body_is_a_lost_connection()
    {
        await using var origin = new RawOrigin(async exchange =>
        {
            await exchange.SendAsync(Part + "\nhello");
            exchange.Reset();
        });

        Assert.Equal(FetchFailureKind.Connection, (await _bench.FailAsync(Orders.Ranged(origin.Url, _bench.Path))).Kind);
    }

    [Fact]
    public async Task A_connection_that_ends_before_the_answer_is_a_lost_connection()
    {
        await using var origin = new RawOrigin(exchange =>
        {
            exchange.Close();
            return Task.CompletedTask;
        });

        Assert.Equal(FetchFailureKind.Connection, (await _bench.FailAsync(Orders.Ranged(origin.Url, _bench.Path))).Kind);
    }

    [Fact]
    public async Task A_refused_connection_is_typed()
    {
        var origin = RawOrigin.Saying("");
        var url = origin.Url;
        await origin.DisposeAsync();

        Assert.Equal(FetchFailureKind.Connection, (await _bench.FailAsync(Orders.Ranged(url, _bench.Path))).Kind);
    }

    [Fact]
    public async Task A_host_without_a_name_is_typed() =>
        Assert.Equal(
            FetchFailureKind.Connection, (await _bench.FailAsync(Orders.Ranged("http://no-such-host.invalid/b/k", _bench.Path))).Kind);

    [Fact]
    public async Task A_source_that_is_no_address_is_an_outcome_and_keeps_its_secrets()
    {
        var failure = await _bench.FailAsync(Orders.Ranged("not an address?X-Amz-Signature=secret", _bench.Path));

        Assert.Equal(FetchFailureKind.Unknown, failure.Kind);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silence_before_the_answer_ends_the_fetch()
    {
        await using var origin = new RawOrigin(exchange => exchange.WaitForCloseAsync());
        var fetch = _bench.Begin(Orders.Ranged(origin.Url, _bench.Path));
        var running = _bench.RunAsync(fetch);
        await UntilAsync(() => !origin.Requests.IsEmpty);

        PassTime(fetch);

        Assert.Equal(FetchFailureKind.FirstByteTimeout, (await running).Failed!.Failure.Kind);
    }

    [Fact]
    public async Task A_stall_in_the_body_ends_the_fetch()
    {
        await using var origin = new RawOrigin(async exchange =>
        {
            await exchange.SendAsync(Part + "\nhello");
            await exchange.WaitForCloseAsync();
        });
        var fetch = _bench.Begin(Orders.Ranged(origin.Url, _bench.Path));
        var running = _bench.RunAsync(fetch);
        await UntilAsync(() => fetch.Phase == FetchPhase.Receiving);

        PassTime(fetch);

        Assert.Equal(FetchFailureKind.Stalled, (await running).Failed!.Failure.Kind);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_withdrawn_lease_ends_at_once_and_closes_its_connection(bool inTheBody)
    {
        var closed = new TaskCompletionSource();
        await using var origin = new RawOrigin(async exchange =>
        {
            if (inTheBody)
                await exchange.SendAsync(Part + "\nhello");
            await exchange.WaitForCloseAsync();
            closed.SetResult();
        });
        var fetch = _bench.Begin(Orders.Ranged(origin.Url, _bench.Path));
        var running = _bench.RunAsync(fetch);
        await UntilAsync(() => inTheBody ? fetch.Phase == FetchPhase.Receiving : !origin.Requests.IsEmpty);

        fetch.Withdraw();

        Assert.Equal(FetchFailureKind.Withdrawn, (await running).Failed!.Failure.Kind);
        await closed.Task.WaitAsync(FetchBench.Patience);
    }

    [Fact]
    public async Task A_process_that_stood_still_too_long_writes_no_more()
    {
        var stoodStill = new TaskCompletionSource();
        await using var origin = new RawOrigin(async exchange =>
        {
            await exchange.SendAsync(Part + "\n");
            await stoodStill.Task;
            await exchange.SendAsync(new string('x', 100));
        });
        var fetch = _bench.Begin(Orders.Ranged(origin.Url, _bench.Path));
        var running = _bench.RunAsync(fetch);
        await UntilAsync(() => fetch.Phase == FetchPhase.Receiving);

        _bench.Clock.Advance(Orders.Silence + TimeSpan.FromSeconds(1));
        stoodStill.SetResult();

        Assert.Equal(FetchFailureKind.Unknown, (await running).Failed!.Failure.Kind);
        Assert.Equal(StopReason.Lapsed, fetch.Reason);
        Assert.Equal(new string('.', FetchBench.FileLength), _bench.Content);
    }

    private void PassTime(RunningFetch fetch)
    {
        while (fetch.LookIn())
            _bench.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    private static async Task UntilAsync(Func<bool> fact)
    {
        using var patience = new CancellationTokenSource(FetchBench.Patience);
        while (!fact())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}

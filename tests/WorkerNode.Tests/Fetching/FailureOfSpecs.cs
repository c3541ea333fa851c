using ActorDownloader.Messages;

namespace ActorDownloader.WorkerNode.Fetching;

public sealed class FailureOfSpecs
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly ResponseHead Head = new(403) { Date = "Thu, 01 Jan 2026 12:00:00 GMT" };

    [Fact]
    public void The_document_adds_what_the_headers_lack()
    {
        var failure = FailureOf.Document(
            FailureOf.Status(Head), Head, new ErrorDocument("AccessDenied", "Access Denied.", "id", "eu-west-1", null));

        Assert.Equal(FetchFailureKind.Refused, failure.Kind);
        Assert.Equal("The origin answered with status 403 (AccessDenied: Access Denied).", failure.Message);
        Assert.Equal("AccessDenied", failure.ErrorCode);
        Assert.Equal("id", failure.RequestId);
        Assert.Equal("eu-west-1", failure.Region);
        Assert.Null(failure.OriginTime);
    }

    [Fact]
    public void Headers_win_over_the_document()
    {
        var head = Head with { RequestId = "header", BucketRegion = "us-west-2" };
        var failure = FailureOf.Document(
            FailureOf.Status(head), head, new ErrorDocument("PermanentRedirect", null, "body", "eu-west-1", null));

        Assert.Equal("header", failure.RequestId);
        Assert.Equal("us-west-2", failure.Region);
    }

    [Fact]
    public void A_redirection_tells_where_to()
    {
        var head = new ResponseHead(301) { BucketRegion = "eu-west-1" };
        var document = new ErrorDocument("PermanentRedirect", "Use the specified endpoint.", null, null, null);
        var failure = FailureOf.Document(FailureOf.Status(head), head, document);

        Assert.Equal(
            "The origin answered with status 301: the bucket is in the region eu-west-1 (PermanentRedirect: Use the specified endpoint).",
            failure.Message);
    }

    [Fact]
    public void A_complaint_about_our_clock_tells_the_origins_time()
    {
        Assert.Equal(
            Noon.AddHours(1),
            FailureOf.Document(
                FailureOf.Status(Head), Head, new ErrorDocument("RequestTimeTooSkewed", null, null, null, Noon.AddHours(1))).OriginTime);
        Assert.Equal(
            Noon,
            FailureOf.Document(FailureOf.Status(Head), Head, new ErrorDocument("RequestTimeTooSkewed", null, null, null, null)).OriginTime);
    }

    [Fact]
    public void A_pause_until_a_date_is_measured_by_the_origins_clock()
    {
        var head = Head with { RetryAfter = "Thu, 01 Jan 2026 12:00:09 GMT" };

        Assert.Equal(TimeSpan.FromSeconds(9), FailureOf.Pause(FailureOf.Status(head), head, now: Noon.AddDays(-3)).RetryAfter);
        Assert.Equal(
            TimeSpan.FromSeconds(4),
            FailureOf.Pause(FailureOf.Status(head), head with { Date = null }, now: Noon.AddSeconds(5)).RetryAfter);
        Assert.Null(FailureOf.Pause(FailureOf.Status(Head), Head, Noon).RetryAfter);
    }

    [Fact]
    public void What_an_origin_says_reaches_a_terminal_without_escapes_and_with_an_end()
    {
        var failure = FailureOf.Document(
            FailureOf.Status(Head), Head, new ErrorDocument("Code", "\u001b[31mred\n" + new string('x', 9000), null, null, null));

        Assert.DoesNotContain(failure.Message, char.IsControl);
        Assert.True(failure.Message.Length < 1000);
    }
}

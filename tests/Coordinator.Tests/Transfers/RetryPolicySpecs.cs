using ActorDownloader.Messages;

namespace ActorDownloader.Transfers;

public class RetryPolicySpecs
{
    private static readonly RetryPolicy Policy = new(5, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10), 3);

    public static TheoryData<int, string?> Transient => new()
    {
        { 500, "InternalError" }, { 502, null }, { 503, "SlowDown" }, { 503, "ServiceUnavailable" }, { 504, null }, { 429, null }, { 408, null }, { 400, "RequestTimeout" },
    };

    public static TheoryData<int, string?, DownloadErrorKind> Final => new()
    {

        {
            404,
            "NoSuchKey",
            DownloadErrorKind.NotFound
        }, { 404, "NoSuchBucket", DownloadErrorKind.NotFound }, { 403, "AccessDenied", DownloadErrorKind.AccessDenied },

        {
            403,
            "SignatureDoesNotMatch",
            DownloadErrorKind.AccessDenied
        }, { 400, "InvalidRequest", DownloadErrorKind.InvalidRequest }, { 412, null, DownloadErrorKind.ObjectChanged },
        { 301, "PermanentRedirect", DownloadErrorKind.InvalidRequest },
    };

    [Theory]
    [MemberData(nameof(Transient))]
    public void What_may_pass_is_tried_again(int status, string? code) =>
        Assert.IsType<RetryDecision.Retry>(Decide(Refusal(status, code), failures: 1));

    [Theory]
    [MemberData(nameof(Final))]
    public void What_will_not_pass_fails_at_once(int status, string? code, DownloadErrorKind kind) =>
        Assert.Equal(new RetryDecision.GiveUp(kind), Decide(Refusal(status, code), failures: 1));

    [Theory]
    [InlineData(FetchFailureKind.Connection)]
    [InlineData(FetchFailureKind.FirstByteTimeout)]
    [InlineData(FetchFailureKind.Stalled)]
    [InlineData(FetchFailureKind.Truncated)]
    [InlineData(FetchFailureKind.InvalidAnswer)]
    public void Broken_connections_and_answers_are_tried_again_until_the_attempts_are_used_up(FetchFailureKind kind)
    {
        Assert.IsType<RetryDecision.Retry>(Decide(new FetchFailure(kind, ""), failures: 4));
        Assert.IsType<RetryDecision.GiveUp>(Decide(new FetchFailure(kind, ""), failures: 5));
    }

    [Theory]
    [InlineData(FetchFailureKind.DestinationFull, DownloadErrorKind.DestinationFull)]
    [InlineData(FetchFailureKind.DestinationFailed, DownloadErrorKind.DestinationFailed)]
    [InlineData(FetchFailureKind.ObjectChanged, DownloadErrorKind.ObjectChanged)]
    public void A_full_disk_and_a_changed_object_fail_at_once(FetchFailureKind kind, DownloadErrorKind expected) =>
        Assert.Equal(new RetryDecision.GiveUp(expected), Decide(new FetchFailure(kind, ""), failures: 1));

    [Theory]
    [InlineData(400, "ExpiredToken", null)]
    [InlineData(403, "RequestTimeTooSkewed", null)]
    [InlineData(301, "PermanentRedirect", "eu-west-1")]
    [InlineData(400, "AuthorizationHeaderMalformed", "eu-west-1")]
    public void A_signature_that_was_refused_for_what_can_be_mended_is_made_anew(int status, string code, string? region) =>
        Assert.True(Assert.IsType<RetryDecision.Retry>(Decide(Refusal(status, code) with { Region = region }, failures: 1)).NewSignature);

    [Fact]
    public void The_pause_is_random_between_the_shortest_and_three_times_the_last_and_bounded()
    {
        Assert.Equal(TimeSpan.FromMilliseconds(100), Pause(TimeSpan.Zero, chance: 0));
        Assert.Equal(TimeSpan.FromMilliseconds(200), Pause(TimeSpan.Zero, chance: 0.5));
        Assert.Equal(TimeSpan.FromMilliseconds(1550), Pause(TimeSpan.FromSeconds(1), chance: 0.5));
        Assert.Equal(TimeSpan.FromSeconds(10), Pause(TimeSpan.FromSeconds(10), chance: 0.9));
    }

    [Fact]
    public void An_origin_that_asks_for_a_longer_pause_gets_it()
    {
        var failure = Refusal(503, "SlowDown") with { RetryAfter = TimeSpan.FromSeconds(30) };

        Assert.Equal(TimeSpan.FromSeconds(30), Assert.IsType<RetryDecision.Retry>(Decide(failure, failures: 1)).Pause);
    }

    private static TimeSpan Pause(TimeSpan last, double chance) =>
        Assert.IsType<RetryDecision.Retry>(Policy.Decide(new FetchFailure(FetchFailureKind.Connection, ""), 1, last, chance)).Pause;

    private static RetryDecision Decide(FetchFailure failure, int failures) => Policy.Decide(failure, failures, TimeSpan.Zero, 0.5);

    private static FetchFailure Refusal(int status, string? code) => new(FetchFailureKind.Refused, "", status, code);
}

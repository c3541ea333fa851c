namespace ActorDownloader.WorkerNode.Fetching;

public sealed class RetryAfterSpecs
{
    private static readonly DateTimeOffset Now = new(1994, 11, 6, 8, 49, 30, TimeSpan.Zero);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("120", 120)]
    [InlineData("Sun, 06 Nov 1994 08:49:37 GMT", 7)]
    [InlineData("Sun, 06 Nov 1994 08:00:00 GMT", 0)]
    public void Seconds_and_dates_are_read(string value, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryAfter.Parse(value, Now));

    [Theory]
    [InlineData("9223372036854775807")]
    [InlineData("Sun, 06 Nov 9994 08:49:37 GMT")]
    public void No_wait_is_longer_than_the_longest(string value) => Assert.True(RetryAfter.Parse(value, Now) <= RetryAfter.Longest);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("-1")]
    [InlineData("1.5")]
    public void Anything_else_is_none(string? value) => Assert.Null(RetryAfter.Parse(value, Now));
}

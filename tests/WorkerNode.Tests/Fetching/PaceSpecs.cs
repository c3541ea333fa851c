namespace ActorDownloader.WorkerNode.Fetching;

public sealed class PaceSpecs
{
    // 10 s for the first byte; then at least 500 bytes in each 5 s.
    private static readonly PaceLimits Limits = new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5), 100);
    private PaceMark _mark;

    [Fact]
    public void Silence_before_the_headers_ends_at_the_first_byte_timeout()
    {
        Assert.Equal(StopReason.None, Look(0, FetchPhase.Requesting));
        Assert.Equal(StopReason.None, Look(9, FetchPhase.Requesting));
        Assert.Equal(StopReason.FirstByteTimeout, Look(10, FetchPhase.Requesting));
    }

    [Fact]
    public void A_body_that_stops_has_stalled_after_the_stall_timeout()
    {
        Assert.Equal(StopReason.None, Look(9, FetchPhase.Requesting));
        Assert.Equal(StopReason.None, Look(10, FetchPhase.Receiving, 2000));
        Assert.Equal(StopReason.None, Look(14, FetchPhase.Receiving, 2000));
        Assert.Equal(StopReason.Stalled, Look(15, FetchPhase.Receiving, 2000));
    }

    [Fact]
    public void A_trickle_below_the_floor_has_stalled()
    {
        Look(0, FetchPhase.Receiving, 0);
        for (var second = 1; second < 5; second++)
            Assert.Equal(StopReason.None, Look(second, FetchPhase.Receiving, second * 99));
        Assert.Equal(StopReason.Stalled, Look(5, FetchPhase.Receiving, 495));
    }

    [Fact]
    public void A_body_at_the_floor_goes_on_for_ever()
    {
        for (var second = 0; second < 1000; second++)
            Assert.Equal(StopReason.None, Look(second, FetchPhase.Receiving, second * 100));
    }

    [Fact]
    public void A_burst_does_not_pay_for_a_later_silence()
    {
        Look(0, FetchPhase.Receiving, 0);
        Assert.Equal(StopReason.None, Look(1, FetchPhase.Receiving, 1_000_000));
        Assert.Equal(StopReason.Stalled, Look(6, FetchPhase.Receiving, 1_000_000));
    }

    [Theory]
    [InlineData((int)FetchPhase.Opening)]
    [InlineData((int)FetchPhase.Writing)]
    public void Waiting_for_the_file_is_never_the_origins_fault(int phase)
    {
        Look(0, FetchPhase.Receiving, 0);
        for (var second = 1; second < 100; second++)
            Assert.Equal(StopReason.None, Look(second, second % 4 == 0 ? (FetchPhase)phase : FetchPhase.Receiving, 0));
    }

    [Fact]
    public void The_floor_is_never_nothing() =>
        Assert.Equal(1, new PaceLimits(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), 0).FloorBytes);

    private StopReason Look(int second, FetchPhase phase, long received = 0)
    {
        (_mark, var stop) = Pace.Judge(Limits, _mark, phase, TimeSpan.FromSeconds(second), received);
        return stop;
    }
}

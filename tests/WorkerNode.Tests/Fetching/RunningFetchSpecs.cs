using ActorDownloader.Testing;

namespace ActorDownloader.WorkerNode.Fetching;

public sealed class RunningFetchSpecs : IDisposable
{
    private static readonly PaceLimits Limits = new(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(1), 1024);
    private readonly ManualTimeProvider _clock = new();
    private readonly RunningFetch _fetch;

    public RunningFetchSpecs() => _fetch = new RunningFetch(Orders.Ranged(), Limits, _clock);

    public void Dispose() => _fetch.Dispose();

    [Fact]
    public void A_lease_that_is_looked_after_stands_for_as_long_as_it_takes()
    {
        for (var look = 0; look < 5; look++)
        {
            _clock.Advance(Orders.Silence);
            Assert.True(_fetch.LookIn());
            _fetch.BeginWrite();
            _fetch.EndWrite(100_000);
            _fetch.Received(100_000);
        }

        Assert.Equal(500_000, _fetch.BytesWritten);
    }

    [Fact]
    public void Nothing_is_written_after_a_silence_longer_than_the_lease_allows()
    {
        _clock.Advance(Orders.Silence + TimeSpan.FromMilliseconds(1));

        Assert.Throws<OperationCanceledException>(_fetch.BeginWrite);
        Assert.Equal(StopReason.Lapsed, _fetch.Reason);
        Assert.True(_fetch.Token.IsCancellationRequested || _fetch.Token.WaitHandle.WaitOne(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void A_lapsed_lease_is_not_revived_by_a_late_look()
    {
        _clock.Advance(Orders.Silence + TimeSpan.FromMilliseconds(1));

        Assert.False(_fetch.LookIn());
        Assert.Equal(StopReason.Lapsed, _fetch.Reason);
        Assert.False(_fetch.LookIn());
        Assert.Throws<OperationCanceledException>(_fetch.BeginWrite);
    }

    [Fact]
    public void A_withdrawn_fetch_writes_nothing_more_and_keeps_its_reason()
    {
        _fetch.Withdraw();
        _clock.Advance(2 * Orders.Silence);

        Assert.False(_fetch.LookIn());
        Assert.Throws<OperationCanceledException>(_fetch.BeginWrite);
        Assert.Equal(StopReason.Withdrawn, _fetch.Reason);
    }

    [Fact]
    public void A_silent_origin_stops_the_fetch()
    {
        _fetch.Enter(FetchPhase.Requesting);
        var looks = 0;
        while (_fetch.LookIn())
        {
            _clock.Advance(TimeSpan.FromSeconds(10));
            looks++;
        }

        Assert.Equal(StopReason.FirstByteTimeout, _fetch.Reason);
        Assert.Equal(12, looks);
    }
}

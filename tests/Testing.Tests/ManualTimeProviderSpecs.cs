namespace ActorDownloader.Testing;

public sealed class ManualTimeProviderSpecs
{
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public void Time_stands_still_until_it_is_moved()
    {
        var start = _clock.GetTimestamp();

        _clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(TimeSpan.FromSeconds(3), _clock.GetElapsedTime(start));
    }

    [Fact]
    public void Timers_fire_in_the_order_they_are_due_and_see_the_time_they_were_due()
    {
        var start = _clock.GetUtcNow();
        var fired = new List<(string Name, TimeSpan At)>();
        using var late = OnceIn(2, () => fired.Add(("late", _clock.GetUtcNow() - start)));
        using var early = OnceIn(1, () => fired.Add(("early", _clock.GetUtcNow() - start)));
        using var never = OnceIn(9, () => fired.Add(("never", default)));

        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal([("early", TimeSpan.FromSeconds(1)), ("late", TimeSpan.FromSeconds(2))], fired);
    }

    [Fact]
    public void A_periodic_timer_fires_once_a_period_until_it_is_disposed()
    {
        var ticks = 0;
        ITimer? timer = null;
        timer = _clock.CreateTimer(_ => Tick(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        void Tick()
        {
            if (++ticks == 3)
            {
                timer!.Dispose();
            }
        }

        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(2, ticks);

        _clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(3, ticks);
        Assert.Equal(0, _clock.PendingTimers);
    }

    [Fact]
    public void A_timer_set_by_a_callback_fires_in_the_same_advance()
    {
        var fired = false;
        ITimer? second = null;
        using var first = OnceIn(1, () => second = OnceIn(1, () => fired = true));

        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.True(fired);
        second!.Dispose();
    }

    [Fact]
    public async Task A_delay_of_the_framework_ends_when_time_is_moved()
    {
        var delay = Task.Delay(TimeSpan.FromMinutes(5), _clock);
        await _clock.WhenTimersPendAsync();
        Assert.False(delay.IsCompleted);

        _clock.Advance(TimeSpan.FromMinutes(5));

        await delay.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_cancelled_delay_leaves_no_timer_behind()
    {
        using var cancellation = new CancellationTokenSource();
        var delay = Task.Delay(TimeSpan.FromMinutes(5), _clock, cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => delay);
        Assert.Equal(0, _clock.PendingTimers);
    }

    private ITimer OnceIn(int seconds, Action action) =>
        _clock.CreateTimer(_ => action(), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
}

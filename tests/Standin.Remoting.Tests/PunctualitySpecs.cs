using Akka.Remote.DeathWatch;

namespace Standin.Remoting.Tests;

public class PunctualitySpecs
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ManualClock _clock = new();

    [Fact]
    public void Who_comes_in_time_is_never_late()
    {
        var punctuality = new Punctuality(Interval, _clock);
        for (var time = 0; time < 10; time++)
        {
            Assert.False(punctuality.IsLate());
            _clock.Advance(Interval * 1.5);
        }
    }

    [Fact]
    public void A_process_that_was_stopped_is_late_once()
    {
        var punctuality = new Punctuality(Interval, _clock);
        Assert.False(punctuality.IsLate());
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(punctuality.IsLate());
        _clock.Advance(Interval);
        Assert.False(punctuality.IsLate());
    }

    [Fact]
    public void Who_is_always_late_runs_out_of_excuses()
    {
        var punctuality = new Punctuality(Interval, _clock);
        punctuality.IsLate();
        var excused = 0;
        for (var time = 0; time < 10; time++)
        {
            _clock.Advance(Interval * 3);
            excused += punctuality.IsLate() ? 1 : 0;
        }

        Assert.Equal(3, excused);
    }
}

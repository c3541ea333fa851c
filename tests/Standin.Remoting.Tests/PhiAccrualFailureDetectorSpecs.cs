using Akka.Remote.FailureDetection;

namespace Standin.Remoting.Tests;

public class PhiAccrualFailureDetectorSpecs
{
    private static readonly PhiAccrualSettings Settings = new(
        Threshold: 10,
        MaxSampleSize: 200,
        MinStandardDeviation: TimeSpan.FromMilliseconds(100),
        AcceptableHeartbeatPause: TimeSpan.FromSeconds(3),
        HeartbeatInterval: TimeSpan.FromSeconds(1));

    private readonly ManualClock _clock = new();

    [Fact]
    public void Before_the_first_heartbeat_nobody_is_suspected()
    {
        var detector = new PhiAccrualFailureDetector(Settings, _clock);
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.True(detector.IsAvailable);
        Assert.False(detector.IsMonitoring);
    }

    [Fact]
    public void A_pause_that_is_acceptable_is_forgiven()
    {
        var detector = Regular(count: 50);
        _clock.Advance(TimeSpan.FromMilliseconds(3_900));
        Assert.True(detector.IsAvailable);
    }

    [Fact]
    public void A_longer_pause_is_not()
    {
        var detector = Regular(count: 50);
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.False(detector.IsAvailable);
        Assert.True(detector.IsMonitoring);
    }

    [Fact]
    public void A_heartbeat_after_the_failure_makes_it_available_again()
    {
        var detector = Regular(count: 50);
        _clock.Advance(TimeSpan.FromSeconds(60));
        detector.Heartbeat();
        Assert.True(detector.IsAvailable);

        // The long silence is not taken for the usual interval.
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.False(detector.IsAvailable);
    }

    [Fact]
    public void Suspicion_grows_with_silence()
    {
        var detector = Regular(count: 20);
        var last = -1.0;
        for (var step = 0; step < 60; step++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            var phi = detector.Phi();
            Assert.True(phi >= last, $"{phi} after {last}");
            last = phi;
        }
    }

    [Theory]
    [InlineData(1_000, 0.301)]
    [InlineData(1_100, 0.797)]
    [InlineData(1_200, 1.644)]
    [InlineData(1_300, 2.911)]
    public void Phi_is_the_negative_logarithm_of_the_normal_tail(double silenceMs, double expected)
    {
        // log10 of the upper tail of N(1000, 100): 0.5, 0.159, 0.0227, 0.00135; the approximation is good to 0.05.
        Assert.Equal(expected, PhiAccrualFailureDetector.Phi(silenceMs, meanMs: 1_000, deviationMs: 100), tolerance: 0.05);
    }

    private PhiAccrualFailureDetector Regular(int count)
    {
        var detector = new PhiAccrualFailureDetector(Settings, _clock);
        for (var beat = 0; beat < count; beat++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            detector.Heartbeat();
        }

        return detector;
    }
}

namespace ActorDownloader.Configuration;

/// <summary>
/// What the detector's settings add up to, by the formula of Akka.NET's phi accrual failure detector. No clock runs here.
/// </summary>
public class FailureDetectionSpecs
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Interval = Setting("heartbeat-interval");

    /// <summary>The silence that makes a peer suspect whose heartbeats came regularly.</summary>
    private static readonly TimeSpan Silence = Interval + Setting("acceptable-heartbeat-pause")
        + (DeviationsAt(EffectiveConfig.Reference.GetDouble(KeyOf("threshold"))) * Setting("min-std-deviation"));

    [Fact]
    public void A_peer_that_dies_is_missed_within_3_seconds() =>
        Assert.InRange(Silence + Setting("unreachable-nodes-reaper-interval"), TimeSpan.Zero, Bound);

    // The first heartbeat goes out an interval after the watch began, and its answer is expected some time later.
    [Fact]
    public void So_is_one_that_dies_before_its_first_sign_of_life() => Assert.InRange(
        Interval + Setting("expected-response-after") + Silence + Setting("unreachable-nodes-reaper-interval"), TimeSpan.Zero, Bound);

    // A process that is held up right before it would have answered has been silent for an interval.
    [Fact]
    public void A_peer_that_is_held_up_for_2_seconds_is_forgiven() => Assert.InRange(Silence - Interval, TimeSpan.FromSeconds(2), Bound);

    // As the comment in hocon/reference.conf says.
    [Fact]
    public void Phi_10_is_5_8_standard_deviations() => Assert.Equal(5.8, DeviationsAt(10), tolerance: 0.05);

    private static TimeSpan Setting(string name) => EffectiveConfig.Reference.GetTimeSpan(KeyOf(name));

    private static string KeyOf(string name) => "akka.remote.watch-failure-detector." + name;

    /// <summary>Inverts phi, which grows with the silence.</summary>
    private static double DeviationsAt(double phi)
    {
        var (low, high) = (0.0, 100.0);
        while (high - low > 1e-6)
        {
            var middle = (low + high) / 2;
            (low, high) = PhiAt(middle) < phi ? (middle, high) : (low, middle);
        }

        return high;
    }

    /// <summary>
    /// -log10 of the chance of so late a heartbeat: the logistic approximation of the normal distribution that Akka.NET documents.
    /// </summary>
    private static double PhiAt(double deviations)
    {
        var odds = Math.Exp(-deviations * (1.5976 + (0.070566 * deviations * deviations)));
        return -Math.Log10(odds / (1 + odds));
    }
}

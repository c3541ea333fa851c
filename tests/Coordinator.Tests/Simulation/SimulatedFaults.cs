using ActorDownloader.Messages;
using ActorDownloader.Scheduling;

namespace ActorDownloader.Simulation;

/// <summary>How likely things go wrong in one schedule; drawn from its seed, so that some schedules are calm and some are storms.</summary>
internal sealed record SimulatedFaults(
    double Signing,
    double Disk,
    double Fetch,
    double WorkerDeath,
    double WorkerHang,
    double LostReport,
    double Cancel,
    double Overwrite,
    double Crash,
    double Slowness)
{
    private static readonly FetchFailureKind[] Kinds =
    [
        FetchFailureKind.Connection, FetchFailureKind.FirstByteTimeout, FetchFailureKind.Stalled, FetchFailureKind.Truncated,
        FetchFailureKind.InvalidAnswer, FetchFailureKind.Refused, FetchFailureKind.Unknown, FetchFailureKind.DestinationMissing,
    ];

    private static readonly (int Status, string? Code, string? Region)[] Refusals =
    [
        (503, "SlowDown", null), (500, "InternalError", null), (429, null, null), (403, "AccessDenied", null), (404, "NoSuchKey", null),
        (400, "ExpiredToken", null),
        (403, "RequestTimeTooSkewed", null),
        (301, "PermanentRedirect", "eu-west-1"),
        (400, "RequestTimeout", null),
    ];

    public static SimulatedFaults Draw(Random random) => new(
        Rare(random, 0.05),
        Rare(random, 0.05),
        Rare(random, 0.5),
        Rare(random, 0.1),
        Rare(random, 0.05),
        Rare(random, 0.05),
        Rare(random, 0.3),
        Rare(random, 0.2),
        Rare(random, 0.5),
        Rare(random, 0.3));

    public static FetchFailure DrawFailure(Random random)
    {
        var kind = Kinds[random.Next(Kinds.Length)];
        if (kind is not FetchFailureKind.Refused)
        {
            return new FetchFailure(kind, $"simulated {kind}");
        }

        var (status, code, region) = Refusals[random.Next(Refusals.Length)];
        return new FetchFailure(
            kind, $"simulated {status}", status, code, RetryAfter: random.Next(4) == 0 ? TimeSpan.FromSeconds(1) : null, Region: region);
    }

    /// <summary>A window that adapts at the pace of a schedule: some begin with one lease, some with more than they may have.</summary>
    public static WindowRules DrawWindow(Random random)
    {
        var max = random.Next(1, 40);
        var min = random.Next(1, max + 1);
        return new WindowRules(
            min, random.Next(
                min,
                max + 1), max, TimeSpan.FromMilliseconds(
                    50), 100, 15, 5, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(500), 100, 5, 30,
            TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5));
    }

    /// <summary>What retries may take: often too little for all that fails.</summary>
    public static RetryBudgetRules DrawBudget(Random random) => new(random.Next(1, 20), random.Next(1, 10), random.Next(100));

    /// <summary>Rules that hedge at the pace of a schedule; some not at all, some nearly everything.</summary>
    public static HedgingRules DrawHedging(Random random) => new(
        random.Next(4) > 0,
        TimeSpan.FromMilliseconds(50),
        random.Next(1, 4),
        TimeSpan.FromMilliseconds(random.Next(300)),
        random.Next(1, 5),
        random.Next(60));

    /// <summary>Nothing in half of the schedules, up to <paramref name="most"/> in the others.</summary>
    private static double Rare(Random random, double most) => random.Next(2) == 0 ? 0 : random.NextDouble() * most;
}

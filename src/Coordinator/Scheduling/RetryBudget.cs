namespace ActorDownloader.Scheduling;

/// <summary>How many retries there may be: <c>actor-downloader.scheduler.retry-budget</c>.</summary>
/// <param name="Burst">How many at once.</param>
/// <param name="PerSecond">How many more each second.</param>
/// <param name="PercentOfFetched">How many more for a hundred chunks that come.</param>
internal readonly record struct RetryBudgetRules(int Burst, int PerSecond, int PercentOfFetched);

/// <summary>
/// A token bucket: a retry takes a token, time and chunks that come bring them. Without one a retry waits, so that an origin in trouble is
/// not asked more than one that is well, however many chunks have failed. Pure: time is an argument.
/// </summary>
/// <param name="Rules">Its size and what fills it.</param>
/// <param name="Tokens">What it held at <paramref name="At"/>.</param>
/// <param name="At">When it was looked at last.</param>
internal readonly record struct RetryBudget(RetryBudgetRules Rules, double Tokens, TimeSpan At)
{
    /// <summary>A full bucket.</summary>
    public static RetryBudget Of(RetryBudgetRules rules) => new(rules, rules.Burst, TimeSpan.Zero);

    /// <summary>How long the next retry has to wait.</summary>
    public TimeSpan WaitFor(TimeSpan now) => Held(now) switch
    {
        >= 1 => TimeSpan.Zero,
        // A tick more than needed, or rounding would have it wait again.
        var held => TimeSpan.FromSeconds((1 - held) / Rules.PerSecond) + TimeSpan.FromTicks(1),
    };

    /// <summary>Takes a token; only where none has to be waited for.</summary>
    public RetryBudget Take(TimeSpan now) => this with { Tokens = Held(now) - 1, At = now };

    /// <summary>A chunk has come.</summary>
    public RetryBudget Earn(TimeSpan now) =>
        this with { Tokens = Math.Min(Rules.Burst, Held(now) + (Rules.PercentOfFetched / 100.0)), At = now };

    private double Held(TimeSpan now) => Math.Min(Rules.Burst, Tokens + ((now - At).TotalSeconds * Rules.PerSecond));
}

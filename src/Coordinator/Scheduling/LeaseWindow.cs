namespace ActorDownloader.Scheduling;

/// <summary>
/// How many leases the whole pool may hold at once, found by trying: wider while that brings more, narrower where less brings the same,
/// and narrower at once where the origin turns requests away. Only times in which the pool is full count: a window that the work does
/// not fill proves nothing. Pure: time is an argument.
/// </summary>
internal sealed partial record LeaseWindow
{
    /// <summary>Goodput that differs by this share from what was found is another situation.</summary>
    private const double News = 0.5;

    /// <summary>Fewer leases are tried for so many rounds.</summary>
    private const int FallingRounds = 3;

    /// <summary>The weight of the latest round in the average of those for which a width is held.</summary>
    private const double LatestWeight = 0.3;

    private LeaseWindow(WindowRules rules)
    {
        Rules = rules;
        Limit = rules.Start;
        HoldFor = rules.Hold;
    }

    public WindowRules Rules { get; }

    /// <summary>How many leases may be held.</summary>
    public int Limit { get; private init; }

    private Course Doing { get; init; }

    /// <summary>The width that the present one is compared with, and what it brought.</summary>
    private Level? Best { get; init; }

    /// <summary>The width at which the present search began, 0 for the first one, and how many others it has tried.</summary>
    private (int From, int Tries) Search { get; init; }

    /// <summary>Whether half as many leases have turned out to bring less.</summary>
    private bool IsNeeded { get; init; }

    private TimeSpan HeldSince { get; init; }

    private TimeSpan HoldFor { get; init; }

    /// <summary>What is being measured; null while the pool is not full, or still holds the leases of a wider window.</summary>
    private WindowRound? Round { get; init; }

    /// <summary>When the pool was full last.</summary>
    private TimeSpan FullAt { get; init; }

    /// <summary>The window before anything is known.</summary>
    public static LeaseWindow Of(WindowRules rules) => new(rules);

    /// <summary>Takes in what a lease brought between two reports.</summary>
    public LeaseWindow Spend(TimeSpan from, TimeSpan now, long bytes) =>
        Round is { } round ? this with { Round = round.Add(from, now, bytes) } : this;

    /// <summary>There are more workers than before: what was found with fewer is looked at again.</summary>
    public LeaseWindow Reconsider() => Doing is Course.Holding && Ceiling is null ? this with { HoldFor = TimeSpan.Zero } : this;

    /// <summary>Takes in how full the pool is. Chunks that wait will be leased now, so the pool is as good as full.</summary>
    /// <param name="held">How many leases are held.</param>
    /// <param name="isWaiting">Whether chunks wait for a lease.</param>
    /// <param name="now">The time.</param>
    public LeaseWindow Note(int held, bool isWaiting, TimeSpan now)
    {
        if (held > Limit || (held < Limit && !isWaiting))
        {
            return Round is null ? this : this with { Round = null, FullAt = now };
        }

        if (Round is not null)
        {
            return this;
        }

        var kept = now - FullAt > Rules.Memory ? new LeaseWindow(Rules) { CutAfter = CutAfter } : this;
        return kept with { Round = new WindowRound(now, 0, 0), FullAt = now };
    }

    /// <summary>Whether the round has seen enough to be judged.</summary>
    public bool IsDue(int held, TimeSpan now)
    {
        var length = Doing is Course.Falling ? Rules.Round * FallingRounds : Rules.Round;
        return Round is { } round
            && now - round.Since >= length
            && round.LeaseSeconds >= held * length.TotalSeconds / 2
            && round.Work >= (double)held * Rules.RoundWork;
    }

    /// <summary>Decides what follows from the round that ends now, and begins the next.</summary>
    /// <param name="held">How many leases were held throughout.</param>
    /// <param name="workers">How many workers there are.</param>
    /// <param name="slots">How many leases they could hold.</param>
    /// <param name="now">The time.</param>
    public LeaseWindow Judge(int held, int workers, int slots, TimeSpan now)
    {
        var level = new Level(held, Round?.Goodput(held) ?? 0);
        var top = Math.Clamp(slots, Rules.Min, Rules.Max);

        // Two a worker: the bytes of one are written while those of the other are on their way.
        var floor = Math.Clamp(2 * workers, Rules.Min, top);
        var next = this with { Round = new WindowRound(now, 0, 0), FullAt = now };
        return Doing switch
        {
            Course.Holding when Ceiling is { } ceiling => next.Approach(ceiling, top, now),

            // What waits is not for the workers that have room: no width was measured.
            _ when held < Math.Min(Limit, top) => next,
            Course.Rising => next.Rise(level, top, floor, now),
            Course.Falling => next.Fall(level, now),
            _ => next.Stay(level, top, floor, now),
        };
    }

    private LeaseWindow Rise(Level level, int top, int floor, TimeSpan now)
    {
        if (Best is { } best && !IsWorth(level, best))
        {
            return Search is { From: > 0, Tries: 1 } ? Narrow(best, floor, now) : Hold(best, now);
        }

        return level.Leases < top ? Try(level, Math.Min(top, level.Leases * 2)) : Hold(level, now);
    }

    /// <summary>Whether more leases bring enough more: what doubling must bring, or in proportion what less than doubling must.</summary>
    private bool IsWorth(Level level, Level best) =>
        level.Goodput >= best.Goodput * (1 + (Rules.DoublingGainPercent / 100.0 * (level.Leases - best.Leases) / best.Leases));

    private LeaseWindow Fall(Level level, TimeSpan now)
    {
        var best = Best!.Value;
        return level.Goodput >= best.Goodput * (1 - (Rules.HalvingLossPercent / 100.0))
            ? Hold(level, now)
            : Hold(best, now) with { IsNeeded = true };
    }

    /// <summary>Fewer, if half as many have not been tried in vain; then only where more has brought nothing for long.</summary>
    private LeaseWindow Narrow(
        Level best, int floor, TimeSpan now) => (!IsNeeded || HoldFor >= Rules.FewerAfter) && best.Leases / 2 >= floor
        ? Try(best, best.Leases / 2) with { Doing = Course.Falling }
        : Hold(best, now);

    private LeaseWindow Stay(Level level, int top, int floor, TimeSpan now)
    {
        var before = Best?.Goodput ?? level.Goodput;
        var average = level with { Goodput = (before * (1 - LatestWeight)) + (level.Goodput * LatestWeight) };
        var isNews = now - HeldSince >= Rules.Hold && Math.Abs(level.Goodput - before) > News * before;
        if (!isNews && now - HeldSince < HoldFor)
        {
            return this with { Best = average };
        }

        var searching = this with { Doing = Course.Rising, Best = null, Search = (level.Leases, 0) };
        return level.Leases < top ? searching.Rise(level, top, floor, now) : searching.Narrow(average, floor, now);
    }

    private LeaseWindow Try(Level best, int leases) => this with { Best = best, Limit = leases, Search = (Search.From, Search.Tries + 1) };

    private LeaseWindow Hold(Level found, TimeSpan now) => this with
    {
        Doing = Course.Holding,
        Best = found,
        Limit = found.Leases,
        IsNeeded = IsNeeded && found.Leases == Search.From,
        HeldSince = now,
        HoldFor = found.Leases == Search.From ? Longer(HoldFor) : Rules.Hold,
    };

    private TimeSpan Longer(TimeSpan hold) => hold * 2 < Rules.MaxHold ? hold * 2 : Rules.MaxHold;

    /// <summary>What it does about its width.</summary>
    private enum Course
    {
        Rising,
        Falling,
        Holding,
    }

    /// <summary>A width and what it brings in a second.</summary>
    private readonly record struct Level(int Leases, double Goodput);
}

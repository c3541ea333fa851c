using ActorDownloader.Messages;

namespace ActorDownloader.Scheduling;

/// <content>What an origin that turns requests away makes of the window.</content>
internal sealed partial record LeaseWindow
{
    /// <summary>Where fine and too many are closer than this fraction of the latter, each step is waited with.</summary>
    private const int NearFraction = 10;

    /// <summary>So many that are turned away in short succession may be chance.</summary>
    private const double Chance = 2;

    /// <summary>How far beyond what was too much it must have come, in percent, for that to be forgotten.</summary>
    private const int FarPercent = 125;

    /// <summary>
    /// Leases are spread over this share of the time that one takes, so that they do not begin all at once over and over.
    /// </summary>
    private const double SpreadShare = 0.9;

    /// <summary>The weight of the latest request in the average of what one takes.</summary>
    private const double LatestDurationWeight = 0.1;

    /// <summary>How much may be made up for at once, where the clock of grants is coarse.</summary>
    private static readonly TimeSpan GrantSlack = TimeSpan.FromMilliseconds(20);

    /// <summary>What is known of an origin that turned requests away; null where none did, or where that is history.</summary>
    public Overload? Ceiling { get; private init; }

    /// <summary>How many more requests the origin has turned away lately than it may.</summary>
    private double Excess { get; init; }

    /// <summary>Leases up to this one were granted by a wider window: what becomes of them says nothing about this one.</summary>
    private LeaseNumber CutAfter { get; init; }

    /// <summary>How long a request takes that is not turned away.</summary>
    private TimeSpan Duration { get; init; }

    private TimeSpan NextGrantAt { get; init; }

    /// <summary>How long the next lease has to wait beside those that are held; null where the window is full.</summary>
    public TimeSpan? WaitFor(int held, TimeSpan now) =>
        held >= Limit ? null : Ceiling is null || now >= NextGrantAt ? TimeSpan.Zero : NextGrantAt - now;

    /// <summary>Takes in that a lease was granted.</summary>
    public LeaseWindow Grant(TimeSpan now)
    {
        if (Ceiling is null)
        {
            return this;
        }

        var duration = Duration > Rules.Round ? Duration : Rules.Round;
        var from = NextGrantAt > now - GrantSlack ? NextGrantAt : now - GrantSlack;
        return this with { NextGrantAt = from + (duration * SpreadShare / Limit) };
    }

    /// <summary>Takes in how a request ended.</summary>
    /// <param name="lease">Its lease.</param>
    /// <param name="isTurnedAway">Whether the origin said that it is overloaded, or behaved so.</param>
    /// <param name="duration">How long it took.</param>
    /// <param name="held">How many leases were held.</param>
    /// <param name="last">The lease that was granted last.</param>
    /// <param name="now">The time.</param>
    public LeaseWindow End(LeaseNumber lease, bool isTurnedAway, TimeSpan duration, int held, LeaseNumber last, TimeSpan now)
    {
        var counted = isTurnedAway ? this : this with
        {
            Duration = Duration == TimeSpan.Zero ? duration : Duration + ((duration - Duration) * LatestDurationWeight),
            Round = Round is { } round && now - duration >= round.Since ? round with { Work = round.Work + Rules.RequestWeight } : Round,
        };
        if (lease.Value <= CutAfter.Value)
        {
            return counted;
        }

        var excess = Math.Max(0, Excess + (isTurnedAway ? 1 : 0) - (Rules.OverloadPercent / 100.0));
        if (excess <= Chance)
        {
            return counted with { Excess = excess };
        }

        // Of a pool that was full those that have just been turned away are no longer held.
        return counted.Cut(Round is null ? Math.Clamp(held, Rules.Min, Limit) : Limit, last, now);
    }

    private LeaseWindow Cut(int width, LeaseNumber last, TimeSpan now)
    {
        var ceiling = Ceiling switch
        {
            null => new Overload(width, 0, true, Rules.CoolDown),
            // Still the same storm: leases that were granted after the first cut, and too soon. So what was fine is no more.
            { IsCooling: true } old => old with { Fine = 0 },
            { } old => new Overload(width, old.Fine < width ? old.Fine : 0, true, Limit >= old.Near ? Longer(old.Patience) : old.Patience),
        };
        return this with
        {
            Limit = Math.Max(
                Rules.Min, Math.Max(width * (100 - Rules.OverloadCutPercent) / 100, ceiling.Fine - (ceiling.Fine / NearFraction))),
            Ceiling = ceiling,
            Doing = Course.Holding,
            Best = null,
            HeldSince = now,
            HoldFor = Rules.CoolDown,
            Round = null,
            FullAt = now,
            CutAfter = last,
            Excess = 0,
        };
    }

    /// <summary>
    /// Back to what was fine, half the way to what was too much, and past that with hesitation: how much an origin takes may change.
    /// </summary>
    private LeaseWindow Approach(Overload before, int top, TimeSpan now)
    {
        if (now - HeldSince < HoldFor)
        {
            return this;
        }

        if (Limit * 100 >= before.Width * FarPercent || Limit >= top)
        {
            return this with { Ceiling = null, HeldSince = now, HoldFor = Rules.Hold };
        }

        if (before.IsCooling)
        {
            var back = Math.Clamp(Math.Max(Limit, before.Fine), Rules.Min, top);
            return this with
            {
                Limit = back,
                Ceiling = before with { IsCooling = false },
                HeldSince = now,
                HoldFor = back < before.Near ? Rules.CoolDown : before.Patience
            };
        }

        var fine = Math.Max(before.Fine, Limit);
        var wider = fine < before.Near
            ? Math.Min(fine * 2, (fine + before.Width) / 2)
            : fine + Math.Max(1, fine - before.Near);
        var patience = fine < before.Width || before.Patience / 2 < Rules.CoolDown ? before.Patience : before.Patience / 2;
        return this with
        {
            Limit = Math.Min(top, wider),
            Ceiling = before with { Fine = fine, Patience = patience },
            HeldSince = now,
            HoldFor = wider < before.Near ? Rules.CoolDown : patience,
        };
    }

    /// <summary>What is known of an origin that turned requests away.</summary>
    /// <param name="Width">How many leases were too many.</param>
    /// <param name="Fine">How many were not; 0 where that is not known.</param>
    /// <param name="IsCooling">Whether it is being left alone.</param>
    /// <param name="Patience">How long each step is waited with where the two are close.</param>
    internal sealed record Overload(int Width, int Fine, bool IsCooling, TimeSpan Patience)
    {
        public int Near => Width - Math.Max(1, Width / NearFraction);
    }
}

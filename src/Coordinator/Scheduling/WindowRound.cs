namespace ActorDownloader.Scheduling;

/// <summary>
/// What leases brought while the pool was full. Reports come at intervals and tell what a lease brought since the last one, so a rate is
/// measured over the time that they cover, each lease's own, and not over the clock's.
/// </summary>
/// <param name="Since">When the round began.</param>
/// <param name="LeaseSeconds">How much time of leases the reports cover.</param>
/// <param name="Work">The bytes that came in that time, requests included at their weight.</param>
internal readonly record struct WindowRound(TimeSpan Since, double LeaseSeconds, double Work)
{
    /// <summary>Takes in a report on one lease; of one that began before the round its share.</summary>
    /// <param name="from">The report before this one, or the grant.</param>
    /// <param name="now">This report.</param>
    /// <param name="work">What came between the two.</param>
    public WindowRound Add(TimeSpan from, TimeSpan now, double work)
    {
        var counted = now - (from > Since ? from : Since);
        return from < now
            ? this with { LeaseSeconds = LeaseSeconds + counted.TotalSeconds, Work = Work + (work * (counted / (now - from))) }
            : this with { Work = Work + work };
    }

    /// <summary>What so many leases bring in a second.</summary>
    public double Goodput(int leases) => LeaseSeconds > 0 ? Work / LeaseSeconds * leases : 0;
}

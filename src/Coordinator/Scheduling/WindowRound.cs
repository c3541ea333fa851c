namespace ActorDownloader.Scheduling;

/// <summary>
/// What leases brought while the pool was full. Reports come at intervals and tell what a lease brought since the last one, so a rate is
/// measured over the time that they cover, each lease's own, and not over the clock's. A report on a time that began before the round
/// does not count: what came in it came, in part, at another width.
/// </summary>
/// <param name="Since">When the round began.</param>
/// <param name="LeaseSeconds">How much time of leases the reports cover.</param>
/// <param name="Work">The bytes that came in that time, and a weight for each request.</param>
internal readonly record struct WindowRound(TimeSpan Since, double LeaseSeconds, double Work)
{
    /// <summary>Takes in a report on one lease.</summary>
    /// <param name="from">The report before this one, or the grant.</param>
    /// <param name="now">This report.</param>
    /// <param name="work">What came between the two.</param>
    public WindowRound Add(TimeSpan from, TimeSpan now, double work) =>
        from < Since ? this : new WindowRound(Since, LeaseSeconds + (now - from).TotalSeconds, Work + work);

    /// <summary>What so many leases bring in a second.</summary>
    public double Goodput(int leases) => LeaseSeconds > 0 ? Work / LeaseSeconds * leases : 0;
}

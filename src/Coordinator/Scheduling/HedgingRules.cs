namespace ActorDownloader.Scheduling;

/// <summary>The rules by which slow chunks of a tail are leased a second time: <c>actor-downloader.scheduler.hedging</c>.</summary>
/// <param name="IsOn">Whether they are at all.</param>
/// <param name="CheckInterval">The time between two looks for slow leases.</param>
/// <param name="MinChunks">How many chunks of a transfer must have come before any other can be called slow.</param>
/// <param name="MinAge">How old a lease must be at least.</param>
/// <param name="Deviations">How many mean deviations above the mean the time of a chunk is still usual.</param>
/// <param name="ExtraTrafficPercent">What may come twice, in percent of what comes.</param>
internal sealed record HedgingRules(
    bool IsOn, TimeSpan CheckInterval, int MinChunks, TimeSpan MinAge, int Deviations, int ExtraTrafficPercent);

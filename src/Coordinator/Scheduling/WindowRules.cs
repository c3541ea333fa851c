namespace ActorDownloader.Scheduling;

/// <summary>The rules by which the pool finds how many leases it should hold at once: <c>actor-downloader.scheduler.window</c>.</summary>
/// <param name="Min">The fewest, which overload may shrink it to.</param>
/// <param name="Start">How many before anything is known; from <paramref name="Min"/> to <paramref name="Max"/>.</param>
/// <param name="Max">The most, whatever that would bring.</param>
/// <param name="Round">How long a width is measured before it is judged.</param>
/// <param name="RoundWork">How many bytes a lease must have brought by then, on average; a slow line is judged later.</param>
/// <param name="DoublingGainPercent">What twice the leases must bring at least, to be kept.</param>
/// <param name="HalvingLossPercent">What half the leases may cost at most, to be kept.</param>
/// <param name="Hold">How long a width that was found stays before others are tried.</param>
/// <param name="MaxHold">What that grows to, by doubling, while nothing better is found.</param>
/// <param name="FewerAfter">How long that must have become for half as many, tried once in vain, to be tried again.</param>
/// <param name="RequestWeight">How many bytes a request counts for beside those that it brings.</param>
/// <param name="OverloadPercent">Which share of requests an origin may turn away before it counts as overloaded.</param>
/// <param name="OverloadCutPercent">How much narrower the window becomes then.</param>
/// <param name="CoolDown">How long it stays so.</param>
/// <param name="Memory">After how long without enough work what was found is forgotten.</param>
internal sealed record WindowRules(
    int Min,
    int Start,
    int Max,
    TimeSpan Round,
    long RoundWork,
    int DoublingGainPercent,
    int HalvingLossPercent,
    TimeSpan Hold,
    TimeSpan MaxHold,
    TimeSpan FewerAfter,
    long RequestWeight,
    int OverloadPercent,
    int OverloadCutPercent,
    TimeSpan CoolDown,
    TimeSpan Memory);

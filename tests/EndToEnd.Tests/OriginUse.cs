using System.Collections.Immutable;
using ActorDownloader.LoopbackOrigin.Requests;

namespace ActorDownloader.EndToEnd;

/// <summary>What an origin served and turned away in the middle of a download, counted by its own log and clock.</summary>
/// <param name="InService">How many requests it served at once, in the mean.</param>
/// <param name="ServedPerSecond">How many requests that it served began in a second.</param>
/// <param name="TurnedAwayPercent">How many it turned away for a hundred that it served.</param>
internal sealed record OriginUse(double InService, double ServedPerSecond, double TurnedAwayPercent)
{
    /// <param name="requests">All of a download, ended.</param>
    /// <param name="search">So many served ones pass before: those that it took to find out.</param>
    /// <param name="end">So many come after: at the end there is less to ask for.</param>
    public static OriginUse Of(ImmutableArray<RequestRecord> requests, int search, int end)
    {
        var served = requests.Where(request => request.Outcome is { Status: 206 }).ToList();
        var (from, to) = (served[search].StartedAt, served[^end].StartedAt);
        var seconds = (to - from).TotalSeconds;
        var begun = served.Count - search - end;
        var turnedAway = requests.Count(
            request => request.Outcome is { Status: 503 } && request.StartedAt >= from && request.StartedAt < to);
        return new(served.Sum(request => Within(request, from, to)) / seconds, begun / seconds, 100.0 * turnedAway / begun);
    }

    public override string ToString() =>
        FormattableString.Invariant($"{InService:0.00} in service, {ServedPerSecond:0.00} served a second, ")
            + FormattableString.Invariant($"{TurnedAwayPercent:0.0} turned away for a hundred");

    private static double Within(RequestRecord request, DateTimeOffset from, DateTimeOffset to)
    {
        var start = request.StartedAt > from ? request.StartedAt : from;
        var end = request.Outcome!.EndedAt < to ? request.Outcome.EndedAt : to;
        return end > start ? (end - start).TotalSeconds : 0;
    }
}

using System.Globalization;

namespace ActorDownloader.WorkerNode.Fetching;

/// <summary>How long an origin asks to be left alone (RFC 9110, 10.2.3).</summary>
internal static class RetryAfter
{
    /// <summary>No origin is believed that asks for more: the number is a mistake, and a transfer must end some day.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Reads seconds or a date; null for anything else. Never negative, never more than <see cref="Longest"/>.</summary>
    /// <param name="value">The header's value.</param>
    /// <param name="now">
    /// What a date is measured against: the origin's own <c>Date</c> where there is one, so that clocks need not agree.
    /// </param>
    public static TimeSpan? Parse(string? value, DateTimeOffset now)
    {
        if (value is null)
            return null;
        if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return seconds < Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : Longest;
        if (HttpDate.Parse(value) is not { } date)
            return null;
        var wait = date - now;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait < Longest ? wait : Longest;
    }
}

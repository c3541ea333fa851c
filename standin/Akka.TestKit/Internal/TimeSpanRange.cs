namespace Akka.TestKit.Internal;

/// <summary>Times of which a negative one means "for ever".</summary>
internal static class TimeSpanRange
{
    /// <summary>The shorter of two times.</summary>
    public static TimeSpan Min(this TimeSpan time, TimeSpan other) =>
        other < TimeSpan.Zero ? time : time < TimeSpan.Zero || other < time ? other : time;

    /// <exception cref="ArgumentException">The time is negative.</exception>
    public static void EnsureFinite(TimeSpan time, string parameterName)
    {
        if (time < TimeSpan.Zero) throw new ArgumentException($"The time span must not be negative, but is {time}", parameterName);
    }
}

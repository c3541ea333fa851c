#nullable enable

using System.Globalization;

namespace Akka.Configuration.Hocon;

/// <summary>Durations as HOCON writes them: <c>500ms</c>, <c>1.5 seconds</c>, <c>infinite</c>.</summary>
internal static class DurationText
{
    public static TimeSpan Parse(string? text, bool allowInfinite)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (allowInfinite && text.Equals("infinite", StringComparison.OrdinalIgnoreCase)) return Timeout.InfiniteTimeSpan;

        int digits = PlainNumberLength(text);
        return digits == 0 || digits == text.Length
            ? TimeSpan.FromMilliseconds(ParseAmount(text))
            : InUnit(ParseAmount(text.AsSpan(0, digits)), text.AsSpan(digits).Trim(), text);
    }

    private static TimeSpan InUnit(double amount, ReadOnlySpan<char> unit, string text) => unit switch
    {
        "nanoseconds" or "nanosecond" or "nanos" or "nano" or "ns" => FromTicks(amount * TimeSpan.TicksPerMillisecond / 1_000_000),
        "microseconds" or "microsecond" or "micros" or "micro" => FromTicks(amount * TimeSpan.TicksPerMillisecond / 1_000),
        "milliseconds" or "millisecond" or "millis" or "milli" or "ms" => TimeSpan.FromMilliseconds(amount),
        "seconds" or "second" or "s" => TimeSpan.FromSeconds(amount),
        "minutes" or "minute" or "m" => TimeSpan.FromMinutes(amount),
        "hours" or "hour" or "h" => TimeSpan.FromHours(amount),
        "days" or "day" or "d" => TimeSpan.FromDays(amount),
        // A bare number may be written in ways that one with a unit may not, 1e3 among them.
        _ => TimeSpan.FromMilliseconds(ParseAmount(text)),
    };

    private static TimeSpan FromTicks(double ticks) => TimeSpan.FromTicks((long)Math.Round(ticks));

    private static double ParseAmount(ReadOnlySpan<char> text)
    {
        // A comparison that is false for what is no number, too.
        return double.TryParse(text, NumberFormatInfo.InvariantInfo, out double amount) && amount >= 0
            ? amount
            : throw new FormatException($"'{text}' is not a duration: a number that is not negative, and a unit such as ms.");
    }

    /// <summary>How many characters at the start are digits, or digits, a point and digits.</summary>
    private static int PlainNumberLength(string text)
    {
        int whole = DigitsFrom(text, 0);
        if (whole == 0 || whole == text.Length || text[whole] != '.') return whole;
        int end = DigitsFrom(text, whole + 1);
        return end == whole + 1 ? whole : end;
    }

    private static int DigitsFrom(string text, int index)
    {
        while (index < text.Length && char.IsAsciiDigit(text[index])) index++;
        return index;
    }
}

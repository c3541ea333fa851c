using System.Globalization;

namespace ActorDownloader.Cli.Values;

/// <summary>Sizes as people write them: a number of bytes, or of powers of two of them.</summary>
internal static class SizeText
{
    /// <summary>What is accepted, to complete a sentence.</summary>
    public const string Form = "bytes, or a number with K, M, G or T (powers of two): 8MiB, 16M, 1g";

    /// <summary>Reads a whole number with an optional unit: K, M, G, T, each alone or with B or iB, in any case; or B.</summary>
    /// <returns>False for anything else, and for what does not fit 64 bits.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out long bytes)
    {
        var digits = text.IndexOfAnyExceptInRange('0', '9') is var end and >= 0 ? end : text.Length;
        bytes = 0;
        if (!long.TryParse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || ShiftOf(text[digits..]) is not { } shift
            || number > long.MaxValue >> shift)
        {
            return false;
        }

        bytes = number << shift;
        return true;
    }

    /// <summary>For people: three significant digits, such as <c>1.25 GiB</c>.</summary>
    public static string Of(double bytes)
    {
        ReadOnlySpan<string> units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
        var unit = 0;
        for (; bytes >= 1023.5 && unit < units.Length - 1; unit++)
        {
            bytes /= 1024;
        }

        var format = unit == 0 || bytes >= 99.95 ? "0" : bytes >= 9.995 ? "0.#" : "0.##";
        return string.Create(CultureInfo.InvariantCulture, $"{bytes.ToString(format, CultureInfo.InvariantCulture)} {units[unit]}");
    }

    private static int? ShiftOf(ReadOnlySpan<char> unit)
    {
        if (unit.IsEmpty || unit.Equals("B", StringComparison.OrdinalIgnoreCase))
        {
            return 0;
        }

        var rest = unit[1..];
        var isKnown = rest.IsEmpty
            || rest.Equals("B", StringComparison.OrdinalIgnoreCase)
            || rest.Equals("iB", StringComparison.OrdinalIgnoreCase);
        return (isKnown, char.ToUpperInvariant(unit[0])) switch
        {
            (true, 'K') => 10,
            (true, 'M') => 20,
            (true, 'G') => 30,
            (true, 'T') => 40,
            _ => null,
        };
    }
}

#nullable enable

using System.Globalization;

namespace Akka.Configuration.Hocon;

/// <summary>Sizes as HOCON writes them: <c>8MiB</c>, <c>16 M</c>, <c>1g</c>.</summary>
internal static class ByteSizeText
{
    private const long Kibi = 1024;
    private const long Kilo = 1000;

    public static long? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        int unitStart = text.AsSpan().LastIndexOfAnyInRange('0', '9') + 1;
        if (!long.TryParse(text.AsSpan(0, unitStart), NumberFormatInfo.InvariantInfo, out long amount)) throw NotASize(text);
        return amount * Factor(text.AsSpan(unitStart).Trim(), text);
    }

    private static long Factor(ReadOnlySpan<char> unit, string text) => unit switch
    {
        "" or "b" or "B" or "byte" or "bytes" => 1,
        "K" or "k" or "Ki" or "KiB" or "kibibyte" or "kibibytes" => Kibi,
        "kB" or "kilobyte" or "kilobytes" => Kilo,
        "M" or "m" or "Mi" or "MiB" or "mebibyte" or "mebibytes" => Kibi * Kibi,
        "MB" or "megabyte" or "megabytes" => Kilo * Kilo,
        "G" or "g" or "Gi" or "GiB" or "gibibyte" or "gibibytes" => Kibi * Kibi * Kibi,
        "GB" or "gigabyte" or "gigabytes" => Kilo * Kilo * Kilo,
        "T" or "t" or "Ti" or "TiB" or "tebibyte" or "tebibytes" => Kibi * Kibi * Kibi * Kibi,
        "TB" or "terabyte" or "terabytes" => Kilo * Kilo * Kilo * Kilo,
        "P" or "p" or "Pi" or "PiB" or "pebibyte" or "pebibytes" => Kibi * Kibi * Kibi * Kibi * Kibi,
        "PB" or "petabyte" or "petabytes" => Kilo * Kilo * Kilo * Kilo * Kilo,
        "E" or "e" or "Ei" or "EiB" or "exbibyte" or "exbibytes" => Kibi * Kibi * Kibi * Kibi * Kibi * Kibi,
        "EB" or "exabyte" or "exabytes" => Kilo * Kilo * Kilo * Kilo * Kilo * Kilo,
        _ => throw NotASize(text),
    };

    private static FormatException NotASize(string text) => new($"'{text}' is not a size: a whole number, and a unit such as MiB.");
}

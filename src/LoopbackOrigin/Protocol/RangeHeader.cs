using System.Globalization;

namespace ActorDownloader.LoopbackOrigin.Protocol;

/// <summary>
/// A <c>Range</c> header as S3 reads it: one range of bytes. What it does not understand it ignores, several ranges included.
/// </summary>
/// <param name="First">The first byte; null for a suffix.</param>
/// <param name="Last">The last byte, or of a suffix the length; null for an open end.</param>
internal readonly record struct RangeHeader(long? First, long? Last)
{
    private const string Unit = "bytes=";

    public static RangeHeader? Parse(string? header)
    {
        if (header is null || !header.StartsWith(Unit, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var range = header.AsSpan(Unit.Length);
        var dash = range.IndexOf('-');
        if (dash < 0 || !TryRead(range[..dash], out var first) || !TryRead(range[(dash + 1)..], out var last))
        {
            return null;
        }

        return (first is null && last is null) || first > last ? null : new RangeHeader(first, last);
    }

    /// <summary>
    /// The bytes of an object of this length; null where there are none (416), which is so for every range of an empty object.
    /// </summary>
    public ByteSpan? Resolve(long length) => this switch
    {
        { First: null, Last: { } suffix } => suffix == 0 || length == 0 ? null : new(length - Math.Min(length, suffix), length),
        { First: { } first } when first >= length => null,
        { First: { } first, Last: { } last } => new(first, last >= length ? length : last + 1),
        _ => new(First ?? 0, length),
    };

    // Digits, or nothing. A number beyond 64 bits is further than any object reaches, so the largest stands for it.
    private static bool TryRead(ReadOnlySpan<char> text, out long? value)
    {
        text = text.Trim();
        value = null;
        if (text.IsEmpty)
        {
            return true;
        }

        if (text.ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        value = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : long.MaxValue;
        return true;
    }
}

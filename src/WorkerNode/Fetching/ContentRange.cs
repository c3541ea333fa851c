using System.Globalization;
using ActorDownloader.Messages;

namespace ActorDownloader.WorkerNode.Fetching;

/// <summary>What a <c>Content-Range</c> header (RFC 9110, 14.4) says: which bytes follow, of how many.</summary>
/// <param name="Bytes">The bytes of the body, half-open; at least one.</param>
/// <param name="ObjectLength">The length of the whole object; null where the header has <c>*</c>.</param>
internal readonly record struct ContentRange(ByteRange Bytes, long? ObjectLength)
{
    private const string Unit = "bytes ";

    /// <summary>
    /// Reads <c>bytes 0-99/1000</c>; null for anything else, for the unsatisfied form <c>bytes */1000</c> and for numbers that contradict
    /// each other.
    /// </summary>
    public static ContentRange? Parse(string? value)
    {
        if (value is null || !value.StartsWith(Unit, StringComparison.OrdinalIgnoreCase))
            return null;
        var text = value.AsSpan(Unit.Length).Trim();
        int slash = text.IndexOf('/'), dash = text.IndexOf('-');
        if (slash < 0 || dash < 0 || dash > slash)
            return null;
        if (Number(text[..dash]) is not { } first
            || Number(text[(dash + 1)..slash]) is not { } last
            || last < first
            || last == long.MaxValue)
            return null;
        var bytes = new ByteRange(first, last + 1);
        var total = text[(slash + 1)..];
        if (total is "*")
            return new ContentRange(bytes, null);
        return Number(total) is { } length && length >= bytes.End ? new ContentRange(bytes, length) : null;
    }

    private static long? Number(ReadOnlySpan<char> digits) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}

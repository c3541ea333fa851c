using System.Globalization;

namespace ActorDownloader.Messages;

/// <summary>
/// Bytes <paramref name="Start"/> up to, not including, <paramref name="End"/>. Half-open everywhere; HTTP's inclusive form is made in
/// <see cref="ToHttpRange"/> alone.
/// </summary>
/// <param name="Start">Offset of the first byte; 0 or more.</param>
/// <param name="End">Offset after the last byte; not less than <paramref name="Start"/>.</param>
public readonly record struct ByteRange(long Start, long End)
{
    /// <summary>How many bytes the range holds.</summary>
    public long Length => End - Start;

    /// <summary>The value of a <c>Range</c> header (RFC 9110, 14.1.2). Only a range that holds a byte has one.</summary>
    /// <exception cref="InvalidOperationException">The range is empty.</exception>
    public string ToHttpRange() => Length > 0
        ? string.Create(CultureInfo.InvariantCulture, $"bytes={Start}-{End - 1}")
        : throw new InvalidOperationException($"HTTP cannot ask for the empty range {this}.");

    /// <summary>The range in interval notation, as in <c>[0, 8388608)</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"[{Start}, {End})");
}

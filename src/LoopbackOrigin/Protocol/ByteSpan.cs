using System.Globalization;

namespace ActorDownloader.LoopbackOrigin.Protocol;

/// <summary>Bytes <paramref name="Start"/> up to, not including, <paramref name="End"/>.</summary>
internal readonly record struct ByteSpan(long Start, long End)
{
    public long Length => End - Start;

    public bool Contains(long offset) => offset >= Start && offset < End;

    /// <summary>The value of a <c>Content-Range</c> header; HTTP's form has an inclusive end.</summary>
    public string ToContentRange(long objectLength) =>
        string.Create(CultureInfo.InvariantCulture, $"bytes {Start}-{End - 1}/{objectLength}");
}

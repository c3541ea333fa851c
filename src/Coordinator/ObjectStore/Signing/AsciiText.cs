using System.Text;

namespace ActorDownloader.ObjectStore.Signing;

/// <summary>Writes ASCII text into a buffer that is large enough.</summary>
internal ref struct AsciiText(Span<byte> buffer)
{
    private readonly Span<byte> _buffer = buffer;
    private int _length;

    public readonly ReadOnlySpan<byte> Written => _buffer[.._length];

    /// <exception cref="ArgumentException">The buffer is full.</exception>
    public void Append(string text) => _length += Encoding.ASCII.GetBytes(text, _buffer[_length..]);

    /// <inheritdoc cref="Append(string)"/>
    public void Append(string first, string second, string third)
    {
        Append(first);
        Append(second);
        Append(third);
    }
}

using System.Buffers.Binary;

namespace Akka.Remote.Wire;

/// <summary>
/// Reads the fields of one frame. Running past its end is a <see cref="ProtocolException"/>, never an index out of range.
/// </summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public byte Byte() => Take(1)[0];

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    /// <summary>A field of up to 65 535 bytes behind its length.</summary>
    public ReadOnlySpan<byte> Field() => Take(BinaryPrimitives.ReadUInt16LittleEndian(Take(2)));

    public ReadOnlySpan<byte> Rest() => Take(_rest.Length);

    public readonly void End()
    {
        if (!_rest.IsEmpty)
        {
            throw new ProtocolException($"{_rest.Length} bytes follow the last field of a frame");
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
        {
            throw new ProtocolException("a frame ends before its last field");
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}

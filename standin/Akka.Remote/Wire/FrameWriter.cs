using System.Buffers.Binary;
using System.Text;

namespace Akka.Remote.Wire;

/// <summary>
/// Collects frames for one write to the socket. The buffer is kept between batches, but not if an unusual batch made it large.
/// Not thread-safe.
/// </summary>
internal sealed class FrameWriter
{
    private const int UsualBytes = 16_384;
    private const int KeptBytes = 262_144;

    private byte[] _buffer = new byte[UsualBytes];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, Length);

    public void Clear()
    {
        Length = 0;
        if (_buffer.Length > KeptBytes)
        {
            _buffer = new byte[UsualBytes];
        }
    }

    /// <summary>Forgets everything written after <paramref name="length"/> was the <see cref="Length"/>.</summary>
    public void Truncate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length);
        Length = length;
    }

    public void Hello(Hello hello)
    {
        var frame = Begin(FrameKind.Hello);
        Int32(Wire.Hello.Magic);
        Field(Encoding.UTF8.GetBytes(hello.From));
        Int32(hello.Uid);
        Field(Encoding.UTF8.GetBytes(hello.To));
        End(frame);
    }

    public void Heartbeat() => End(Begin(FrameKind.Heartbeat));

    public void Disassociate(DisassociateReason reason)
    {
        var frame = Begin(FrameKind.Disassociate);
        Byte((byte)reason);
        End(frame);
    }

    public void Acknowledgement(long sequence)
    {
        var frame = Begin(FrameKind.Acknowledgement);
        Int64(sequence);
        End(frame);
    }

    /// <summary>Writes a message frame and returns its length in bytes, prefix not counted.</summary>
    /// <remarks>The number of a system message is its sequence; 0 makes a user message.</remarks>
    public int Message(
        long sequence,
        ReadOnlySpan<byte> recipient,
        SenderKind senderKind,
        ReadOnlySpan<byte> sender,
        int serializerId,
        string manifest,
        ReadOnlySpan<byte> payload)
    {
        var frame = Begin(sequence == 0 ? FrameKind.Message : FrameKind.SystemMessage);
        if (sequence != 0)
        {
            Int64(sequence);
        }

        Field(recipient);
        Byte((byte)senderKind);
        if (senderKind != SenderKind.None)
        {
            Field(sender);
        }

        Int32(serializerId);
        Text(manifest);
        payload.CopyTo(Space(payload.Length));
        return End(frame);
    }

    private int Begin(FrameKind kind)
    {
        var start = Length;
        Space(FrameLimits.PrefixBytes);
        Byte((byte)kind);
        return start;
    }

    private int End(int start)
    {
        var length = Length - start - FrameLimits.PrefixBytes;
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(start), length);
        return length;
    }

    private void Byte(byte value) => Space(1)[0] = value;

    private void Int32(int value) => BinaryPrimitives.WriteInt32LittleEndian(Space(4), value);

    private void Int64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Space(8), value);

    private void Field(ReadOnlySpan<byte> value)
    {
        FieldLength(value.Length);
        value.CopyTo(Space(value.Length));
    }

    private void Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        FieldLength(length);
        Encoding.UTF8.GetBytes(value, Space(length));
    }

    private void FieldLength(int length)
    {
        if (length > ushort.MaxValue)
        {
            throw new ArgumentException($"A path or manifest of {length} bytes cannot be sent, {ushort.MaxValue} are the most.");
        }

        BinaryPrimitives.WriteUInt16LittleEndian(Space(2), (ushort)length);
    }

    private Span<byte> Space(int count)
    {
        var needed = Length + count;
        if (needed > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(needed, _buffer.Length * 2));
        }

        var space = _buffer.AsSpan(Length, count);
        Length = needed;
        return space;
    }
}

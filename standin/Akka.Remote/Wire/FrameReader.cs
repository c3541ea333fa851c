using System.Buffers.Binary;

namespace Akka.Remote.Wire;

/// <summary>
/// Cuts a byte stream into frames. Memory follows the bytes that really arrived, never the length they announce, and is bounded by
/// the largest frame allowed. Not thread-safe: one connection's read loop owns it.
/// </summary>
internal sealed class FrameReader(int initialLimitBytes)
{
    private const int SmallestBufferBytes = 4_096;
    private const int ReadAheadBytes = 65_536;

    private byte[] _buffer = new byte[SmallestBufferBytes];
    private int _start;
    private int _end;

    /// <summary>Longest frame accepted, without its length prefix. Raised when the handshake is over.</summary>
    public int LimitBytes { get; set; } = initialLimitBytes;

    /// <summary>Bytes this reader holds on to, whatever it was fed.</summary>
    public int CapacityBytes => _buffer.Length;

    /// <summary>Where the next received bytes go; never empty.</summary>
    public Memory<byte> Space()
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }

        if (_end == _buffer.Length)
        {
            MakeRoom();
        }

        return _buffer.AsMemory(_end);
    }

    /// <summary>Tells that the first <paramref name="count"/> bytes of <see cref="Space"/> were filled.</summary>
    public void Received(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _buffer.Length - _end);
        _end += count;
    }

    /// <summary>
    /// The next whole frame (kind and body), valid until <see cref="Space"/> is called. False when more bytes are needed.
    /// </summary>
    /// <exception cref="ProtocolException">The announced length is zero or over <see cref="LimitBytes"/>.</exception>
    public bool TryRead(out ReadOnlySpan<byte> frame)
    {
        frame = default;
        var available = _end - _start;
        if (available < FrameLimits.PrefixBytes)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(_buffer.AsSpan(_start));
        if (length == 0 || length > (uint)LimitBytes)
        {
            throw new ProtocolException($"a frame of {length} bytes was announced, between 1 and {LimitBytes} are allowed");
        }

        if (available - FrameLimits.PrefixBytes < (int)length)
        {
            return false;
        }

        frame = _buffer.AsSpan(_start + FrameLimits.PrefixBytes, (int)length);
        _start += FrameLimits.PrefixBytes + (int)length;
        return true;
    }

    private void MakeRoom()
    {
        var pending = _end - _start;

        // A sender that fills small buffers faster than we empty them gets larger reads; a pending frame gets the room it needs.
        var wanted = _buffer.Length < ReadAheadBytes || pending > _buffer.Length / 2 ? _buffer.Length * 2 : _buffer.Length;
        var most = LimitBytes + FrameLimits.PrefixBytes + ReadAheadBytes;
        var target = wanted > _buffer.Length && _buffer.Length < most ? new byte[Math.Min(wanted, most)] : _buffer;

        _buffer.AsSpan(_start, pending).CopyTo(target);
        _buffer = target;
        _start = 0;
        _end = pending;
    }
}

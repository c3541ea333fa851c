using System.Buffers.Binary;
using System.Text;

namespace ActorDownloader.Journaling;

/// <summary>Walks through bytes and never beyond their end.</summary>
internal ref struct JournalCursor(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>How many bytes were taken.</summary>
    public int Position { get; private set; }

    public bool TryTake(long count, out ReadOnlySpan<byte> taken)
    {
        if (count > _bytes.Length - Position)
        {
            taken = default;
            return false;
        }

        taken = _bytes.Slice(Position, (int)count);
        Position += (int)count;
        return true;
    }

    public bool TryTakeByte(out byte value)
    {
        var isThere = TryTake(sizeof(byte), out var taken);
        value = isThere ? taken[0] : default;
        return isThere;
    }

    public bool TryTakeNumber(out long value)
    {
        var isThere = TryTake(sizeof(long), out var taken);
        value = isThere ? BinaryPrimitives.ReadInt64LittleEndian(taken) : default;
        return isThere;
    }

    /// <summary>A text, or the mark that there is none.</summary>
    public bool TryTakeText(out string? value)
    {
        value = null;
        if (!TryTake(sizeof(uint), out var taken))
        {
            return false;
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(taken);
        if (length == JournalFormat.NoText)
        {
            return true;
        }

        var isThere = TryTake(length, out var text);
        value = isThere ? Encoding.UTF8.GetString(text) : null;
        return isThere;
    }
}

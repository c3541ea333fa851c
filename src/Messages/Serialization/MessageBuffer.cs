using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ActorDownloader.Messages.Serialization;

/// <summary>A JSON writer and its memory, one for each thread that encodes, so that a message costs one allocation: its bytes.</summary>
internal sealed class MessageBuffer
{
    // A grant of many transfers can be large; a thread does not keep what only such a one needed.
    private const int MaxKeptBytes = 256 * 1024;

    [ThreadStatic]
    private static MessageBuffer? _current;

    private readonly ArrayBufferWriter<byte> _bytes = new(4096);

    private MessageBuffer() => Json = new Utf8JsonWriter(_bytes, new JsonWriterOptions
    {
        // The default also escapes what would be special inside HTML: & and + are in every signed address.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public Utf8JsonWriter Json { get; }

    /// <summary>The calling thread's buffer, empty.</summary>
    public static MessageBuffer Rent()
    {
        var buffer = _current ?? new MessageBuffer();
        _current = null;
        return buffer;
    }

    /// <summary>What was written. The buffer is the thread's next one and must not be used any more.</summary>
    public byte[] ToArrayAndReturn()
    {
        Json.Flush();
        var encoded = _bytes.WrittenSpan.ToArray();
        if (_bytes.Capacity <= MaxKeptBytes)
        {
            _bytes.ResetWrittenCount();
            Json.Reset();
            _current = this;
        }

        return encoded;
    }
}

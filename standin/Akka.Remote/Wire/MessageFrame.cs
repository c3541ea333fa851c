namespace Akka.Remote.Wire;

/// <summary>
/// A message and where it goes, as slices of the received frame. Nothing is decoded here: what the slices say is judged by those who use
/// them.
/// </summary>
internal readonly ref struct MessageFrame
{
    /// <summary>Place in the sequence of system messages between two systems; 0 for a user message.</summary>
    public long Sequence { get; private init; }

    /// <summary>Path inside the receiving system, with the uid when the sender knew it: <c>/user/a/b#123</c>.</summary>
    public ReadOnlySpan<byte> Recipient { get; private init; }

    public SenderKind SenderKind { get; private init; }

    /// <summary>Path of the sender: inside the sending system or complete, see <see cref="SenderKind"/>.</summary>
    public ReadOnlySpan<byte> Sender { get; private init; }

    public int SerializerId { get; private init; }

    public ReadOnlySpan<byte> Manifest { get; private init; }

    public ReadOnlySpan<byte> Payload { get; private init; }

    /// <exception cref="ProtocolException">The bytes do not hold the fields of a message.</exception>
    public static MessageFrame Parse(FrameKind kind, ReadOnlySpan<byte> body)
    {
        var reader = new ByteReader(body);
        var sequence = kind == FrameKind.SystemMessage ? reader.Int64() : 0;
        if (kind == FrameKind.SystemMessage && sequence <= 0)
        {
            throw new ProtocolException($"a system message has the number {sequence}");
        }

        var recipient = reader.Field();
        var senderKind = (SenderKind)reader.Byte();
        if (senderKind > SenderKind.Elsewhere)
        {
            throw new ProtocolException($"a message has a sender of the unknown kind {senderKind}");
        }

        return new MessageFrame
        {
            Sequence = sequence,
            Recipient = recipient,
            SenderKind = senderKind,
            Sender = senderKind == SenderKind.None ? default : reader.Field(),
            SerializerId = reader.Int32(),
            Manifest = reader.Field(),
            Payload = reader.Rest(),
        };
    }
}

using System.Text;

namespace Akka.Remote.Wire;

/// <summary>
/// First frame in each direction: which protocol this is, who speaks (address and incarnation) and whom they believe to be speaking to.
/// Addresses travel as text and are parsed by the receiver.
/// </summary>
internal sealed record Hello(string From, int Uid, string To)
{
    /// <summary>"AKR1" in ASCII: protocol and version. An incompatible change of the format takes another value.</summary>
    public const int Magic = 0x31_52_4B_41;

    /// <exception cref="ProtocolException">The bytes are not a Hello of this version.</exception>
    public static Hello Parse(ReadOnlySpan<byte> body)
    {
        var reader = new ByteReader(body);
        var magic = reader.Int32();
        if (magic != Magic)
        {
            throw new ProtocolException($"the handshake starts with 0x{magic:X8}, expected 0x{Magic:X8}");
        }

        var from = Encoding.UTF8.GetString(reader.Field());
        var uid = reader.Int32();
        var to = Encoding.UTF8.GetString(reader.Field());
        reader.End();
        return new Hello(from, uid, to);
    }
}

using Akka.Actor;
using Akka.Remote.Wire;

namespace Akka.Remote.Transport;

/// <summary>The exchange of Hellos that opens every connection.</summary>
internal static class Handshake
{
    /// <exception cref="HandshakeRefusedException">A goodbye came instead.</exception>
    /// <exception cref="ProtocolException">Something else came instead.</exception>
    /// <exception cref="EndOfStreamException">Nothing more comes.</exception>
    public static async Task<Hello> ReceiveAsync(Stream stream, FrameReader frames, CancellationToken cancellation)
    {
        Hello? hello;
        while (!TryRead(frames, out hello))
        {
            var count = await stream.ReadAsync(frames.Space(), cancellation);
            if (count == 0)
            {
                throw new EndOfStreamException("The connection ended before the handshake was over.");
            }

            frames.Received(count);
        }

        return hello!;
    }

    public static async Task SendAsync(Stream stream, Hello hello, CancellationToken cancellation)
    {
        var frames = new FrameWriter();
        frames.Hello(hello);
        await stream.WriteAsync(frames.Written, cancellation);
    }

    public static async Task RefuseAsync(Stream stream, DisassociateReason reason, CancellationToken cancellation)
    {
        var frames = new FrameWriter();
        frames.Disassociate(reason);
        await stream.WriteAsync(frames.Written, cancellation);
    }

    /// <exception cref="ProtocolException">The text is not the address of a system that can be reached this way.</exception>
    public static Address ParseAddress(string text, string scheme)
    {
        if (!Address.TryParse(text, out var address) || address is not { Host.Length: > 0, Port: not null } || address.Protocol != scheme)
        {
            throw new ProtocolException($"the handshake names the address [{text}], which nobody could reach");
        }

        return address;
    }

    private static bool TryRead(FrameReader frames, out Hello? hello)
    {
        hello = null;
        if (!frames.TryRead(out var frame))
        {
            return false;
        }

        hello = (FrameKind)frame[0] switch
        {
            FrameKind.Hello => Hello.Parse(frame[1..]),
            FrameKind.Disassociate => throw new HandshakeRefusedException((DisassociateReason)new ByteReader(frame[1..]).Byte()),
            var other => throw new ProtocolException($"the handshake starts with a frame of kind {(byte)other}"),
        };
        return true;
    }
}

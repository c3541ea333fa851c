using Akka.Remote.Wire;

namespace Akka.Remote.Transport;

/// <summary>Takes the frames of a connection, on the thread that reads it.</summary>
internal interface IFrameReceiver
{
    /// <exception cref="ProtocolException">The frame cannot be understood: the connection is to be closed.</exception>
    void Receive(Connection connection, FrameKind kind, ReadOnlySpan<byte> body);
}

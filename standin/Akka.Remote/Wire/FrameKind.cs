namespace Akka.Remote.Wire;

/// <summary>First byte of every frame. A kind that is not listed closes the association.</summary>
internal enum FrameKind : byte
{
    Hello = 1,
    Message = 2,
    SystemMessage = 3,
    Acknowledgement = 4,
    Heartbeat = 5,
    Disassociate = 6,
}

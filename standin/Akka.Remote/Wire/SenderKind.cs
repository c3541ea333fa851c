namespace Akka.Remote.Wire;

/// <summary>How a message names its sender. Values are part of the wire format.</summary>
internal enum SenderKind : byte
{
    None = 0,

    /// <summary>An actor of the sending system; the path has no address.</summary>
    SendingSystem = 1,

    /// <summary>An actor of a third system, or of the receiving one; the path is complete.</summary>
    Elsewhere = 2,
}

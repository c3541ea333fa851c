using Akka.Actor;
using Akka.Event;

namespace Akka.Remote;

/// <summary>The connection to another system ended, whatever the reason.</summary>
public sealed class DisassociatedEvent(Address localAddress, Address remoteAddress, bool inbound)
    : AssociationEvent("Disassociated", localAddress, remoteAddress, inbound)
{
    /// <inheritdoc/>
    public override LogLevel LogLevel() => Event.LogLevel.DebugLevel;
}

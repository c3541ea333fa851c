using Akka.Actor;
using Akka.Event;

namespace Akka.Remote;

/// <summary>A connection to another system is up: both know the other's address and incarnation.</summary>
public sealed class AssociatedEvent(Address localAddress, Address remoteAddress, bool inbound)
    : AssociationEvent("Associated", localAddress, remoteAddress, inbound)
{
    /// <inheritdoc/>
    public override LogLevel LogLevel() => Event.LogLevel.DebugLevel;
}

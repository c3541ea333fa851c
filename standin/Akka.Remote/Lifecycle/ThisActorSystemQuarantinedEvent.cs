using Akka.Actor;
using Akka.Event;

namespace Akka.Remote;

/// <summary>Another system has given this one up: it accepts nothing from it until this system is restarted.</summary>
public sealed class ThisActorSystemQuarantinedEvent(Address localAddress, Address remoteAddress) : RemotingLifecycleEvent
{
    /// <summary>This system.</summary>
    public Address LocalAddress { get; } = localAddress;

    /// <summary>The system that gave this one up.</summary>
    public Address RemoteAddress { get; } = remoteAddress;

    /// <inheritdoc/>
    public override LogLevel LogLevel() => Event.LogLevel.WarningLevel;

    /// <inheritdoc/>
    public override string ToString() => $"The remote system {RemoteAddress} has quarantined this system {LocalAddress}.";
}

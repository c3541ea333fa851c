using Akka.Actor;
using Akka.Event;

namespace Akka.Remote;

/// <summary>Remoting is up and reachable.</summary>
public sealed class RemotingListenEvent(IList<Address> listenAddresses) : RemotingLifecycleEvent
{
    /// <summary>Where other systems reach this one, as they have to spell it.</summary>
    public IList<Address> ListenAddresses { get; } = listenAddresses;

    /// <inheritdoc/>
    public override LogLevel LogLevel() => Event.LogLevel.InfoLevel;

    /// <inheritdoc/>
    public override string ToString() => $"Remoting now listens on addresses: [{string.Join(",", ListenAddresses)}]";
}

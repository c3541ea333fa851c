using Akka.Actor;
using Akka.Event;

namespace Akka.Remote;

/// <summary>An incarnation of another system is given up for good: only a restart of it, with a new uid, brings its address back.</summary>
public sealed class QuarantinedEvent(Address address, int uid) : RemotingLifecycleEvent
{
    /// <summary>The system given up.</summary>
    public Address Address { get; } = address;

    /// <summary>The incarnation given up.</summary>
    public int Uid { get; } = uid;

    /// <inheritdoc/>
    public override LogLevel LogLevel() => Event.LogLevel.WarningLevel;

    /// <inheritdoc/>
    public override string ToString() =>
        $"The system at [{Address}] with UID [{Uid}] is quarantined: everything sent to this incarnation goes to dead letters. "
        + "It has to be restarted to be reachable again.";
}

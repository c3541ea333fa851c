using Akka.Actor;

namespace Akka.Remote;

/// <summary>Something that happened between this system and one other.</summary>
public abstract class AssociationEvent : RemotingLifecycleEvent
{
    private readonly string _name;

    private protected AssociationEvent(string name, Address localAddress, Address remoteAddress, bool isInbound)
    {
        _name = name;
        LocalAddress = localAddress;
        RemoteAddress = remoteAddress;
        IsInbound = isInbound;
    }

    /// <summary>This system.</summary>
    public Address LocalAddress { get; }

    /// <summary>The other system.</summary>
    public Address RemoteAddress { get; }

    /// <summary>Whether the other system opened the connection.</summary>
    public bool IsInbound { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{_name} [{LocalAddress}] {(IsInbound ? "<-" : "->")} {RemoteAddress}";
}

using Akka.Actor;

namespace Akka.Remote;

/// <summary>Tells incarnations of an actor system at one address apart.</summary>
public class AddressUid : IExtension
{
    /// <summary>Random number of this incarnation.</summary>
    public int Uid { get; } = Random.Shared.Next(1, int.MaxValue);
}

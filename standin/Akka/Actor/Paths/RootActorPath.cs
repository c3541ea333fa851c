namespace Akka.Actor;

/// <summary>The root of an actor system's tree.</summary>
public sealed class RootActorPath(Address address, string name = "") : ActorPath(address, name);

namespace Akka.Actor;

/// <summary>A handle to an actor, local or remote. Immutable and thread-safe; equal when path and incarnation are.</summary>
public interface IActorRef : ICanTell, IEquatable<IActorRef>, IComparable<IActorRef>, IComparable
{
    /// <summary>Where the actor lives.</summary>
    ActorPath Path { get; }
}

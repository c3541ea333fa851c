using Akka.Event;

namespace Akka.Actor;

/// <summary>To a watcher: the actor has terminated.</summary>
public sealed class Terminated(IActorRef actorRef, bool existenceConfirmed, bool addressTerminated)
    : IAutoReceivedMessage, IPossiblyHarmful, IDeadLetterSuppression, INoSerializationVerificationNeeded, IEquatable<Terminated>
{
    /// <summary>The actor that has terminated.</summary>
    public IActorRef ActorRef { get; } = actorRef;

    /// <summary>False if the actor was not there when it was watched, or not any more.</summary>
    public bool ExistenceConfirmed { get; } = existenceConfirmed;

    /// <summary>True if its whole actor system is gone or unreachable.</summary>
    public bool AddressTerminated { get; } = addressTerminated;

    public bool Equals(Terminated other) =>
        other is not null && Equals(ActorRef, other.ActorRef) &&
        AddressTerminated == other.AddressTerminated && ExistenceConfirmed == other.ExistenceConfirmed;

    public override bool Equals(object obj) => Equals(obj as Terminated);

    public override int GetHashCode() => HashCode.Combine(ActorRef, AddressTerminated, ExistenceConfirmed);

    public override string ToString() => $"<Terminated>: {ActorRef} - ExistenceConfirmed={ExistenceConfirmed}";
}

using Akka.Actor.Internal;
using Akka.Serialization;

namespace Akka.Actor;

/// <summary>Makes and finds the references of an actor system. Thread-safe.</summary>
public interface IActorRefProvider
{
    /// <summary>Parent of all guardians.</summary>
    IInternalActorRef RootGuardian { get; }

    /// <summary>Parent of the actors made by <see cref="ActorSystem.ActorOf"/>: <c>/user</c>.</summary>
    LocalActorRef Guardian { get; }

    /// <summary>Parent of the actor system's own actors: <c>/system</c>.</summary>
    LocalActorRef SystemGuardian { get; }

    /// <summary>Takes what could not be delivered.</summary>
    IActorRef DeadLetters { get; }

    /// <summary>Path of the root, without host and port.</summary>
    ActorPath RootPath { get; }

    /// <summary>The address by which this system is known: with host and port once it listens for others.</summary>
    Address DefaultAddress { get; }

    Settings Settings { get; }

    /// <summary>Completes when all actors have stopped.</summary>
    Task TerminationTask { get; }

    /// <summary>Where references live that wait for a reply: <c>/temp</c>.</summary>
    IInternalActorRef TempContainer { get; }

    /// <summary>The system and address that actor references are serialized with.</summary>
    Information SerializationInformation { get; }

    /// <summary>Called once, after construction: starts the guardians.</summary>
    internal void Init(ActorSystemImpl system);

    /// <summary>A path below <c>/temp</c> that has not been used.</summary>
    ActorPath TempPath();

    void RegisterTempActor(IInternalActorRef actorRef, ActorPath path);

    void UnregisterTempActor(ActorPath path);

    /// <summary>The reference for a path; one that is dead if no actor is there, and one that is remote for another system.</summary>
    IActorRef ResolveActorRef(string path);

    /// <summary>The reference for a path; one that is dead if no actor is there, and one that is remote for another system.</summary>
    IActorRef ResolveActorRef(ActorPath actorPath);

    /// <summary>The root of the system at that address.</summary>
    IActorRef RootGuardianAt(Address address);

    /// <summary>The address by which the system at <paramref name="address"/> knows this one; null if it cannot reach it.</summary>
    Address GetExternalAddressFor(Address address);
}

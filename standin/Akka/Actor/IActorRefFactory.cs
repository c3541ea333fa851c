namespace Akka.Actor;

/// <summary>Makes and selects actors.</summary>
public interface IActorRefFactory
{
    /// <summary>Makes an actor. The reference is valid at once; construction happens later, on the actor's own thread.</summary>
    /// <exception cref="InvalidActorNameException">The name is illegal or taken.</exception>
    IActorRef ActorOf(Props props, string name = null);

    ActorSelection ActorSelection(ActorPath actorPath);

    /// <summary>Selects by path: absolute with address, absolute within the system, or relative to this actor.</summary>
    ActorSelection ActorSelection(string actorPath);
}

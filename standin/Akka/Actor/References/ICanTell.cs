namespace Akka.Actor;

/// <summary>Something that takes messages. Thread-safe.</summary>
public interface ICanTell
{
    /// <summary>Sends without waiting. Messages from one sender to one receiver arrive in order.</summary>
    void Tell(object message, IActorRef sender);
}

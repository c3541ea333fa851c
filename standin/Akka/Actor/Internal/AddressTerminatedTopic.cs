using System.Collections.Concurrent;

namespace Akka.Actor.Internal;

/// <summary>Tells the actors that watch, or are watched, across systems when another system is gone. Thread-safe.</summary>
internal sealed class AddressTerminatedTopic
{
    private readonly ConcurrentDictionary<IActorRef, bool> _subscribers = new();

    public void Subscribe(IActorRef subscriber) => _subscribers[subscriber] = true;

    public void Unsubscribe(IActorRef subscriber) => _subscribers.TryRemove(subscriber, out _);

    public void Publish(AddressTerminated message)
    {
        foreach (var (subscriber, _) in _subscribers)
            subscriber.Tell(message, ActorRefs.NoSender);
    }
}

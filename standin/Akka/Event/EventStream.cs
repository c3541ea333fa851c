using System.Collections.Concurrent;
using Akka.Actor;

namespace Akka.Event;

/// <summary>
/// Delivers published objects to actors that have subscribed to their class, a base class or an interface; once, to each. Subscriptions
/// end with the actor. Thread-safe.
/// </summary>
public class EventStream : LoggingBus
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Type, Dictionary<IActorRef, HashSet<Type>>> _subscriptions = [];

    // Who gets events of a class, as long as no subscription changes.
    private volatile ConcurrentDictionary<Type, IActorRef[]> _receivers = new();

    public EventStream(bool debug)
    {
        _ = debug;
    }

    /// <summary>Subscribes an actor to a class of events; false if it is subscribed to it already.</summary>
    public override bool Subscribe(IActorRef subscriber, Type channel)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        ArgumentNullException.ThrowIfNull(channel);
        var cell = (subscriber as LocalActorRef)?.Cell;
        cell?.NoteEventStreamSubscription();
        bool added;
        lock (_lock)
        {
            if (!_subscriptions.TryGetValue(channel, out var subscribers))
                _subscriptions.Add(channel, subscribers = []);
            added = subscribers.TryAdd(subscriber, null);
            _receivers = new();
        }
        // It may have terminated just before, and will not be back to unsubscribe.
        if (cell is { Mailbox.IsClosed: true })
            Unsubscribe(subscriber);
        return added;
    }

    /// <summary>
    /// Ends a subscription; false if there is none. Where the actor is subscribed to a base class only, events of
    /// <paramref name="channel"/> are taken out of that.
    /// </summary>
    public override bool Unsubscribe(IActorRef subscriber, Type channel)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        ArgumentNullException.ThrowIfNull(channel);
        lock (_lock)
        {
            var changed = false;
            if (_subscriptions.TryGetValue(channel, out var subscribers))
            {
                changed = subscribers.Remove(subscriber);
                if (subscribers.Count == 0)
                    _subscriptions.Remove(channel);
            }
            else
            {
                foreach (var (wider, others) in _subscriptions)
                {
                    if (wider.IsAssignableFrom(channel) && others.TryGetValue(subscriber, out var exceptions))
                    {
                        (others[subscriber] = exceptions ?? []).Add(channel);
                        changed = true;
                    }
                }
            }
            _receivers = new();
            return changed;
        }
    }

    /// <summary>Ends all subscriptions of an actor; false if it has none.</summary>
    public override bool Unsubscribe(IActorRef subscriber)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        lock (_lock)
        {
            var changed = false;
            foreach (var (channel, subscribers) in _subscriptions)
            {
                changed |= subscribers.Remove(subscriber);
                if (subscribers.Count == 0)
                    _subscriptions.Remove(channel);
            }
            _receivers = new();
            return changed;
        }
    }

    /// <summary>Sends an event to all that have subscribed to it.</summary>
    public override void Publish(object @event)
    {
        ArgumentNullException.ThrowIfNull(@event);
        var type = @event.GetType();
        var receivers = _receivers.TryGetValue(type, out var known) ? known : FindReceivers(type);
        foreach (var receiver in receivers)
            receiver.Tell(@event, ActorCell.Current?.Self);
    }

    private IActorRef[] FindReceivers(Type type)
    {
        lock (_lock)
        {
            var receivers = new HashSet<IActorRef>();
            foreach (var (channel, subscribers) in _subscriptions)
            {
                if (!channel.IsAssignableFrom(type))
                    continue;
                foreach (var (subscriber, exceptions) in subscribers)
                {
                    if (exceptions is null || !exceptions.Any(exception => exception.IsAssignableFrom(type)))
                        receivers.Add(subscriber);
                }
            }
            return _receivers[type] = [.. receivers];
        }
    }
}

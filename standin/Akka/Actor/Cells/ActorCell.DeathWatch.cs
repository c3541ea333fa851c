using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

internal sealed partial class ActorCell
{
    // Whom this actor watches, with the message it wants instead of Terminated, if any.
    private Dictionary<IActorRef, object> _watching;
    private HashSet<IActorRef> _watchedBy;

    // Whose Terminated is in the mailbox. Unwatching removes the mark, and a Terminated without it is not delivered.
    private Dictionary<IActorRef, object> _terminatedQueued;
    private bool _hearsOfAddresses;

    public IActorRef Watch(IActorRef subject) => Watch(subject, null);

    public IActorRef WatchWith(IActorRef subject, object message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Watch(subject, message);
    }

    public IActorRef Unwatch(IActorRef subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        if (!subject.Equals(Self) && _watching is not null && _watching.Remove(subject))
        {
            var watchee = (IInternalActorRef)subject;
            watchee.SendSystemMessage(new Unwatch(watchee, _self));
            UpdateAddressSubscription(subject);
        }
        _terminatedQueued?.Remove(subject);
        return subject;
    }

    /// <summary>Marks a Terminated as queued again, after it was taken out of the mailbox and put back.</summary>
    public void TerminatedQueuedFor(IActorRef subject, object customMessage) => (_terminatedQueued ??= [])[subject] = customMessage;

    private static bool IsNonLocal(IActorRef actor) => actor is IInternalActorRef { IsLocal: false };

    private IActorRef Watch(IActorRef subject, object message)
    {
        ArgumentNullException.ThrowIfNull(subject);
        if (!subject.Equals(Self) && (_watching ??= []).TryAdd(subject, message))
        {
            var watchee = (IInternalActorRef)subject;
            watchee.SendSystemMessage(new Watch(watchee, _self));
            UpdateAddressSubscription(subject);
        }
        return subject;
    }

    private void HandleDeathWatchNotification(DeathWatchNotification notification)
    {
        var actor = notification.Actor;
        if (_watching is not null && _watching.Remove(actor, out var customMessage))
        {
            UpdateAddressSubscription(actor);
            if (!IsTerminating)
            {
                TerminatedQueuedFor(actor, customMessage);
                Mailbox.Post(new Terminated(actor, notification.ExistenceConfirmed, notification.AddressTerminated), actor);
            }
        }
        if (_children?.Find(actor) is not null)
            HandleChildTerminated(actor);
    }

    private void ReceiveTerminated(Terminated terminated)
    {
        if (_terminatedQueued is null || !_terminatedQueued.Remove(terminated.ActorRef, out var customMessage))
            return;
        if (customMessage is not null)
            CurrentMessage = customMessage;
        Receive(customMessage ?? terminated);
    }

    private void AddWatcher(IActorRef watchee, IActorRef watcher)
    {
        if (watcher.Equals(Self) && !watchee.Equals(Self))
        {
            Watch(watchee);
        }
        else if (watchee.Equals(Self) && (_watchedBy ??= []).Add(watcher))
        {
            UpdateAddressSubscription(watcher);
        }
    }

    private void RemoveWatcher(IActorRef watchee, IActorRef watcher)
    {
        if (watcher.Equals(Self) && !watchee.Equals(Self))
        {
            Unwatch(watchee);
        }
        else if (watchee.Equals(Self) && _watchedBy is not null && _watchedBy.Remove(watcher))
        {
            UpdateAddressSubscription(watcher);
        }
    }

    // Remote watchers first: a local one may be the last that keeps the connection to them open.
    private void TellWatchers()
    {
        var watchers = _watchedBy;
        _watchedBy = null;
        if (watchers is null)
            return;
        TellWatchers(watchers.Where(IsNonLocal));
        TellWatchers(watchers.Where(watcher => !IsNonLocal(watcher)));
        UpdateAddressSubscription(null);
    }

    private void TellWatchers(IEnumerable<IActorRef> watchers)
    {
        foreach (var watcher in watchers)
        {
            if (!watcher.Equals(Parent))
            {
                ((IInternalActorRef)watcher).SendSystemMessage(
                    new DeathWatchNotification(Self, existenceConfirmed: true, addressTerminated: false));
            }
        }
    }

    private void UnwatchAll()
    {
        var watchees = _watching;
        _watching = null;
        _terminatedQueued = null;
        if (watchees is null)
            return;
        foreach (var watchee in watchees.Keys.Cast<IInternalActorRef>())
            watchee.SendSystemMessage(new Unwatch(watchee, _self));
        UpdateAddressSubscription(null);
    }

    /// <summary>Another system is gone: so are the actors there, and their interest in this one.</summary>
    private void ReceiveAddressTerminated(Address address)
    {
        _watchedBy?.RemoveWhere(watcher => watcher.Path.Address == address);
        foreach (var watchee in _watching?.Keys.Where(watchee => watchee.Path.Address == address) ?? [])
            _self.SendSystemMessage(new DeathWatchNotification(watchee, existenceConfirmed: true, addressTerminated: true));
        UpdateAddressSubscription(null);
    }

    /// <summary>Hears of terminated addresses exactly while it watches, or is watched by, a remote actor.</summary>
    private void UpdateAddressSubscription(IActorRef change)
    {
        if (change is not null && !IsNonLocal(change))
            return;
        var needed = (_watching?.Keys.Any(IsNonLocal) ?? false) || (_watchedBy?.Any(IsNonLocal) ?? false);
        if (needed == _hearsOfAddresses)
            return;
        _hearsOfAddresses = needed;
        if (needed)
            SystemImpl.AddressTerminatedTopic.Subscribe(Self);
        else
            SystemImpl.AddressTerminatedTopic.Unsubscribe(Self);
    }
}

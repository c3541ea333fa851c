using Akka.Actor;
using Akka.Dispatch.SysMsg;
using Akka.Event;
using Akka.Remote.FailureDetection;

namespace Akka.Remote.DeathWatch;

/// <summary>
/// Watches actors of other systems on behalf of all watchers of this one, and asks these systems for signs of life as long as it does. When
/// they stop coming, every watcher is told that its watchee is terminated, and the silent incarnation is quarantined.
/// </summary>
internal sealed class RemoteWatcher : UntypedActor, IWithTimers
{
    private readonly RemoteSettings _settings;
    private readonly Action<Address, int?> _quarantine;
    private readonly Action<Address> _addressTerminated;
    private readonly TimeProvider _time;
    private readonly HeartbeatResponse _alive;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Punctuality _punctuality;
    private readonly Dictionary<Address, WatchedSystem> _systems = [];

    /// <param name="settings">How often to ask and when to give up.</param>
    /// <param name="uid">Incarnation of this system.</param>
    /// <param name="quarantine">Gives up an incarnation, or whatever is at the address if none ever answered.</param>
    /// <param name="addressTerminated">Tells all actors that a system is gone.</param>
    /// <param name="time">Clock of the failure detectors.</param>
    public RemoteWatcher(
        RemoteSettings settings, int uid, Action<Address, int?> quarantine, Action<Address> addressTerminated, TimeProvider time)
    {
        _settings = settings;
        _quarantine = quarantine;
        _addressTerminated = addressTerminated;
        _time = time;
        _alive = new HeartbeatResponse(uid);
        _punctuality = new Punctuality(settings.WatchReaperInterval, time);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        var interval = _settings.WatchFailureDetector.HeartbeatInterval;
        Timers.StartPeriodicTimer(Tick.Heartbeat, Tick.Heartbeat, interval, interval);
        Timers.StartPeriodicTimer(Tick.Reap, Tick.Reap, _settings.WatchReaperInterval, _settings.WatchReaperInterval);
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Heartbeat:
                Sender.Tell(_alive, Self);
                break;
            case HeartbeatResponse response:
                OnSignOfLife(Sender.Path.Address, response.Uid);
                break;
            case Tick tick when tick == Tick.Heartbeat:
                AskForSignsOfLife();
                break;
            case Tick tick when tick == Tick.Reap:
                Reap();
                break;
            case ExpectSignOfLife expected:
                Expect(expected.System);
                break;
            case WatchRemote watch:
                Watch(watch.Watchee, watch.Watcher);
                break;
            case UnwatchRemote unwatch:
                Unwatch(unwatch.Watchee, unwatch.Watcher);
                break;
            case Terminated terminated:
                OnTerminated((IInternalActorRef)terminated.ActorRef, terminated.ExistenceConfirmed, terminated.AddressTerminated);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Watch(IInternalActorRef watchee, IInternalActorRef watcher)
    {
        var address = watchee.Path.Address;
        if (!_systems.TryGetValue(address, out var system))
        {
            system = new WatchedSystem(new PhiAccrualFailureDetector(_settings.WatchFailureDetector, _time));
            _systems.Add(address, system);
        }

        if (!system.Watchers.TryGetValue(watchee, out var watchers))
        {
            system.Watchers.Add(watchee, watchers = []);
        }

        watchers.Add(watcher);
        Context.Watch(watchee);
    }

    private void Unwatch(IInternalActorRef watchee, IInternalActorRef watcher)
    {
        if (_systems.TryGetValue(watchee.Path.Address, out var system)
            && system.Watchers.TryGetValue(watchee, out var watchers)
            && watchers.Remove(watcher)
            && watchers.Count == 0)
        {
            Context.Unwatch(watchee);
            Forget(system, watchee);
        }
    }

    private void OnTerminated(IInternalActorRef watchee, bool existenceConfirmed, bool addressTerminated)
    {
        if (!_systems.TryGetValue(watchee.Path.Address, out var system) || !system.Watchers.TryGetValue(watchee, out var watchers))
        {
            return;
        }

        foreach (var watcher in watchers)
        {
            watcher.SendSystemMessage(new DeathWatchNotification(watchee, existenceConfirmed, addressTerminated));
        }

        Forget(system, watchee);
    }

    private void Forget(WatchedSystem system, IInternalActorRef watchee)
    {
        system.Watchers.Remove(watchee);
        if (system.Watchers.Count == 0)
        {
            _systems.Remove(watchee.Path.Address);
        }
    }

    private void AskForSignsOfLife()
    {
        foreach (var (address, system) in _systems)
        {
            if (!system.IsAsked)
            {
                system.IsAsked = true;
                Timers.StartSingleTimer(address, new ExpectSignOfLife(address), _settings.WatchExpectedResponseAfter);
            }

            Context.ActorSelection(new RootActorPath(address) / Self.Path.Elements).Tell(Heartbeat.Instance, Self);
        }
    }

    /// <summary>From now on silence counts, even if nobody ever answered.</summary>
    private void Expect(Address address)
    {
        if (_systems.TryGetValue(address, out var system) && !system.Detector.IsMonitoring)
        {
            system.Detector.Heartbeat();
        }
    }

    private void OnSignOfLife(Address address, int uid)
    {
        if (!_systems.TryGetValue(address, out var system))
        {
            return;
        }

        if (system.Uid != uid)
        {
            // The watches may have reached an earlier incarnation, or none: one that does not know the watchee will say so.
            system.Uid = uid;
            foreach (var watchee in system.Watchers.Keys)
            {
                watchee.SendSystemMessage(new Watch(watchee, (IInternalActorRef)Self));
            }
        }

        system.Detector.Heartbeat();
    }

    private void Reap()
    {
        if (_punctuality.IsLate())
        {
            return;
        }

        foreach (var (address, system) in _systems)
        {
            if (system.Detector.IsAvailable)
            {
                continue;
            }

            _log.Warning("Detected unreachable: [{0}]", address);
            _systems.Remove(address);
            _quarantine(address, system.Uid);
            _addressTerminated(address);

            // Actors hear of it through the topic of terminated addresses; what else watches does not.
            foreach (var (watchee, watchers) in system.Watchers)
            {
                foreach (var watcher in watchers.Where(watcher => watcher is not ActorRefWithCell))
                {
                    watcher.SendSystemMessage(new DeathWatchNotification(watchee, existenceConfirmed: true, addressTerminated: true));
                }
            }
        }
    }

    private enum TickKind
    {
        Heartbeat,
        Reap,
    }

    private sealed record Tick(TickKind Kind) : INoSerializationVerificationNeeded
    {
        public static readonly Tick Heartbeat = new(TickKind.Heartbeat);
        public static readonly Tick Reap = new(TickKind.Reap);
    }

    private sealed record ExpectSignOfLife(Address System) : INoSerializationVerificationNeeded;
}

using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Configuration;
using Akka.Dispatch.SysMsg;
using Akka.Event;
using Akka.Remote.Associations;
using Akka.Remote.DeathWatch;
using Akka.Remote.Messages;
using Akka.Serialization;

namespace Akka.Remote;

/// <summary>
/// The provider of an actor system that others can reach: <c>akka.actor.provider = remote</c>. All that is local it leaves to the local
/// provider.
/// </summary>
internal sealed class RemoteActorRefProvider : IActorRefProvider
{
    private readonly LocalActorRefProvider _local;
    private readonly EventStream _eventStream;
    private readonly ILoggingAdapter _log;
    private Remoting? _remoting;
    private Address? _address;

    /// <summary>Called by the actor system, by name.</summary>
    public RemoteActorRefProvider(string systemName, Settings settings, EventStream eventStream)
    {
        settings.InjectTopLevelFallback(
            ConfigurationFactory.FromResource("Akka.Remote.remote.conf", typeof(RemoteActorRefProvider).Assembly));
        RemoteSettings = RemoteSettings.Create(settings.Config);
        _eventStream = eventStream;
        _local = new LocalActorRefProvider(systemName, settings, eventStream, this);
        _log = Logging.GetLogger(eventStream, "remoting");
    }

    public RemoteSettings RemoteSettings { get; }

    /// <summary>Watches remote actors on behalf of all actors here.</summary>
    public IActorRef RemoteWatcher { get; private set; } = ActorRefs.Nobody;

    public IInternalActorRef RootGuardian => _local.RootGuardian;

    public LocalActorRef Guardian => _local.Guardian;

    public LocalActorRef SystemGuardian => _local.SystemGuardian;

    public IActorRef DeadLetters => _local.DeadLetters;

    public ActorPath RootPath => _local.RootPath;

    public Address DefaultAddress => _address ?? _local.DefaultAddress;

    public Settings Settings => _local.Settings;

    public Task TerminationTask => _local.TerminationTask;

    public IInternalActorRef TempContainer => _local.TempContainer;

    public Information SerializationInformation { get; private set; } = null!;

    void IActorRefProvider.Init(ActorSystemImpl system)
    {
        var uid = AddressUidExtension.Uid(system);
        var events = new LifecycleEvents(system, _log, RemoteSettings.LogLifecycleFrom);
        _local.Init(system);
        _log.Info("Starting remoting");
        _remoting = new Remoting(RemoteSettings, uid, events, _log, TimeProvider.System);
        _address = _remoting.Bind(system.Name);
        SerializationInformation = new Information(_address, system);
        RemotingSerializer.AddTo(system);
        RemoteWatcher = system.SystemActorOf(
            Props.Create<RemoteWatcher>(
                RemoteSettings,
                uid,
                (Action<Address, int?>)_remoting.Quarantine,
                (Action<Address>)(address => system.AddressTerminatedTopic.Publish(new AddressTerminated(address))),
                TimeProvider.System),
            "remote-watcher");

        // On behalf of the terminator: by the time it runs, the system may be terminating.
        var terminator = system.SystemActorOf(
            Props.Create<RemotingTerminator>(SystemGuardian, (Func<Task>)_remoting.ShutdownAsync), "remoting-terminator");
        SystemGuardian.Tell(RegisterTerminationHook.Instance, terminator);
        _remoting.Start(system, this, _address);
    }

    public ActorPath TempPath() => _local.TempPath();

    public void RegisterTempActor(IInternalActorRef actorRef, ActorPath path) => _local.RegisterTempActor(actorRef, path);

    public void UnregisterTempActor(ActorPath path) => _local.UnregisterTempActor(path);

    public IActorRef ResolveActorRef(string path)
    {
        if (ActorPath.TryParse(path, out var parsed))
        {
            return ResolveActorRef(parsed);
        }

        _log.Debug("Resolve of unknown path [{0}] failed", path);
        return DeadLetters;
    }

    public IActorRef ResolveActorRef(ActorPath actorPath)
    {
        ArgumentNullException.ThrowIfNull(actorPath);
        if (IsHere(actorPath.Address))
        {
            return actorPath.Depth == 0 ? RootGuardian : _local.ResolveLocal(actorPath);
        }

        if (Reach(actorPath.Address) is { } association)
        {
            return new RemoteActorRef(this, association, actorPath);
        }

        return new EmptyLocalActorRef(this, RootPath, _eventStream);
    }

    public IActorRef RootGuardianAt(Address address)
    {
        if (IsHere(address))
        {
            return RootGuardian;
        }

        return Reach(address) is { } association
            ? new RemoteActorRef(this, association, new RootActorPath(address))
            : DeadLetters;
    }

    public Address? GetExternalAddressFor(Address address) =>
        IsHere(address) ? RootPath.Address : address.Protocol == DefaultAddress.Protocol && address.HasGlobalScope ? DefaultAddress : null;

    /// <summary>The actor of this system at a path without address, as it comes over the wire; a dead one if there is none.</summary>
    internal IInternalActorRef ResolveHere(string path)
    {
        if (path == "/")
        {
            return RootGuardian;
        }

        return ActorPath.TryParse(RootPath, path, out var parsed) ? _local.ResolveLocal(parsed) : (IInternalActorRef)DeadLetters;
    }

    private bool IsHere(Address address) => address.Equals(_address) || address.Equals(RootPath.Address);

    private Association? Reach(Address address)
    {
        if (_remoting is null || address.Protocol != DefaultAddress.Protocol || string.IsNullOrEmpty(address.Host) || address.Port is null)
        {
            _log.Warning(
                "Error while resolving address [{0}]: no transport is loaded for protocol [{1}], available protocols: [{2}]",
                address, address.Protocol, DefaultAddress.Protocol);
            return null;
        }

        return _remoting.AssociationWith(address);
    }
}

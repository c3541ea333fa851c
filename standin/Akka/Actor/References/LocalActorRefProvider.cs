using System.Collections.Concurrent;
using Akka.Actor.Internal;
using Akka.Dispatch.SysMsg;
using Akka.Event;
using Akka.Serialization;

namespace Akka.Actor;

/// <summary>The provider of a system that talks to no other; a remote one builds on it.</summary>
public sealed class LocalActorRefProvider : IActorRefProvider
{
    private readonly EventStream _eventStream;
    private readonly ILoggingAdapter _log;
    private readonly ActorPath _tempNode;
    private readonly RootGuardianSupervisor _supervisor;
    private readonly ConcurrentDictionary<string, IInternalActorRef> _extraNames = new();
    private long _tempNumber = -1;
    private ActorSystemImpl _system;
    private RootGuardianActorRef _rootGuardian;
    private VirtualPathContainer _tempContainer;

    public LocalActorRefProvider(string systemName, Settings settings, EventStream eventStream)
        : this(systemName, settings, eventStream, owner: null)
    {
    }

    /// <param name="systemName">Name of the actor system.</param>
    /// <param name="settings">Settings of the actor system.</param>
    /// <param name="eventStream">Where dead letters go.</param>
    /// <param name="owner">The provider that references name as theirs, if it is not this one.</param>
    internal LocalActorRefProvider(string systemName, Settings settings, EventStream eventStream, IActorRefProvider owner)
    {
        Settings = settings;
        _eventStream = eventStream;
        _log = Logging.GetLogger(eventStream, $"LocalActorRefProvider(akka://{systemName})");
        RootPath = new RootActorPath(new Address("akka", systemName));
        _tempNode = RootPath / "temp";
        DeadLetters = new DeadLetterActorRef(owner ?? this, RootPath / "deadLetters", eventStream);
        _supervisor = new RootGuardianSupervisor(owner ?? this, RootPath, () => _log);
    }

    public IInternalActorRef RootGuardian => _rootGuardian;

    public LocalActorRef Guardian { get; private set; }

    public LocalActorRef SystemGuardian { get; private set; }

    public IActorRef DeadLetters { get; }

    public ActorPath RootPath { get; }

    public Address DefaultAddress => RootPath.Address;

    public Settings Settings { get; }

    public Task TerminationTask => _supervisor.Terminated;

    public IInternalActorRef TempContainer => _tempContainer;

    public Information SerializationInformation => field ??= new Information(
        DefaultAddress, _system ?? throw new InvalidOperationException("Too early access of SerializationInformation"));

    /// <summary>Makes a reference found directly below the root.</summary>
    public void RegisterExtraName(string name, IInternalActorRef actor) => _extraNames[name] = actor;

    void IActorRefProvider.Init(ActorSystemImpl system) => Init(system);

    internal void Init(ActorSystemImpl system)
    {
        _system = system;
        var stopping = new OneForOneStrategy(
            cause =>
            {
                _log.Error(cause, "Guardian failed. Shutting down system");
                return Directive.Stop;
            },
            loggingEnabled: false);
        _rootGuardian = new RootGuardianActorRef(
            system, Props.Create<GuardianActor>().WithSupervisorStrategy(stopping), _supervisor, RootPath, FindSpecial);
        _tempContainer = new VirtualPathContainer(system.Provider, _tempNode, _rootGuardian);

        var userStrategy = SupervisorStrategyConfigurator.CreateConfigurator(Settings.SupervisorStrategyClass).Create();
        Guardian = CreateGuardian(Props.Create<GuardianActor>().WithSupervisorStrategy(userStrategy), "user");
        SystemGuardian = CreateGuardian(
            Props.Create<SystemGuardianActor>(Guardian).WithSupervisorStrategy(stopping), "system");

        _rootGuardian.Start();
        Guardian.Start();
        SystemGuardian.Start();
        SystemGuardian.SendSystemMessage(new Watch(Guardian, SystemGuardian));
        _rootGuardian.SendSystemMessage(new Watch(SystemGuardian, _rootGuardian));
        _eventStream.StartDefaultLoggers(system);
    }

    public ActorPath TempPath() => _tempNode / UniqueName.Of(Interlocked.Increment(ref _tempNumber), "$");

    public void RegisterTempActor(IInternalActorRef actorRef, ActorPath path) => _tempContainer.AddChild(TempNameOf(path), actorRef);

    public void UnregisterTempActor(ActorPath path) => _tempContainer.RemoveChild(TempNameOf(path));

    public IActorRef ResolveActorRef(string path)
    {
        if (ActorPath.TryParse(path, out var actorPath) && actorPath.Address == DefaultAddress)
            return ResolveLocal(actorPath.Elements);
        _log.Debug("Resolve of unknown path [{0}] failed. Invalid format.", path);
        return DeadLetters;
    }

    public IActorRef ResolveActorRef(ActorPath actorPath)
    {
        ArgumentNullException.ThrowIfNull(actorPath);
        if (actorPath.Address == DefaultAddress)
            return ResolveLocal(actorPath.Elements);
        _log.Debug("Resolve of foreign ActorPath [{0}] failed", actorPath);
        return DeadLetters;
    }

    /// <summary>Finds an actor of this system by its names and, if the path has one, its uid; whatever the address in the path.</summary>
    internal IInternalActorRef ResolveLocal(ActorPath path) => ResolveLocal(path.ElementsWithUid);

    private IInternalActorRef ResolveLocal(IReadOnlyList<string> names)
    {
        if (names.Count == 0)
            return (IInternalActorRef)DeadLetters;
        var found = (IInternalActorRef)_rootGuardian.GetChild(names);
        return found.IsNobody() ? new EmptyLocalActorRef(_system.Provider, RootPath / names, _eventStream) : found;
    }

    public IActorRef RootGuardianAt(Address address) => address == DefaultAddress ? _rootGuardian : DeadLetters;

    public Address GetExternalAddressFor(Address address) => address == DefaultAddress ? address : null;

    private LocalActorRef CreateGuardian(Props props, string name)
    {
        var guardian = new LocalActorRef(_system, props, _rootGuardian, RootPath / name);
        _rootGuardian.Cell.Adopt(guardian);
        return guardian;
    }

    private IInternalActorRef FindSpecial(string name) => name switch
    {
        "temp" => _tempContainer,
        "deadLetters" => (IInternalActorRef)DeadLetters,
        _ => _extraNames.GetValueOrDefault(name),
    };

    private string TempNameOf(ActorPath path) => path.Parent == _tempNode
        ? path.Name
        : throw new InvalidOperationException("Cannot register anything not obtained from TempPath()");
}

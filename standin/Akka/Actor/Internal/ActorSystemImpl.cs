using System.Collections.Concurrent;
using Akka.Configuration;
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor.Internal;

/// <summary>The actor system.</summary>
public sealed class ActorSystemImpl : ExtendedActorSystem
{
    private readonly ConcurrentDictionary<Type, Lazy<object>> _extensions = new();
    private readonly TerminationCallbacks _termination;
    private readonly Lazy<Serialization.Serialization> _serialization;
    private IActorRef _deadLetterListener;

    internal ActorSystemImpl(string name, Config config)
    {
        if (!IsValidName(name))
        {
            throw new ArgumentException(
                $"Invalid ActorSystem name [{name}], must contain only word characters (i.e. [a-zA-Z0-9] plus non-leading '-')",
                nameof(name));
        }
        ArgumentNullException.ThrowIfNull(config);

        Name = name;
        Settings = new Settings(this, config);
        EventStream = new EventStream(debug: false);
        EventStream.StartStdoutLogger(Settings);
        Log = new BusLogging(EventStream, $"ActorSystem({name})", typeof(ActorSystemImpl), Settings.LogFormatter);
        Scheduler = CreateScheduler();
        Provider = CreateProvider();
        _termination = new TerminationCallbacks(Provider.TerminationTask);
        // Type names are looked up when the first message is serialized, not when a system starts that may never serialize any.
        _serialization = new Lazy<Serialization.Serialization>(() => new Serialization.Serialization(this));
        AddressTerminatedTopic = new AddressTerminatedTopic();
    }

    public override string Name { get; }

    public override Settings Settings { get; }

    public override Serialization.Serialization Serialization => _serialization.Value;

    public override EventStream EventStream { get; }

    public override ILoggingAdapter Log { get; }

    public override IScheduler Scheduler { get; }

    public override IActorRefProvider Provider { get; }

    public override IActorRef DeadLetters => Provider.DeadLetters;

    public override IInternalActorRef Guardian => Provider.Guardian;

    public override IInternalActorRef SystemGuardian => Provider.SystemGuardian;

    public override IInternalActorRef LookupRoot => Provider.RootGuardian;

    public override Task WhenTerminated => _termination.Completed;

    internal AddressTerminatedTopic AddressTerminatedTopic { get; }

    public override IActorRef ActorOf(Props props, string name = null) => Provider.Guardian.Cell.ActorOf(props, name);

    public override IActorRef SystemActorOf(Props props, string name = null) => Provider.SystemGuardian.Cell.ActorOf(props, name);

    public override IActorRef SystemActorOf<TActor>(string name = null) => SystemActorOf(Props.Create<TActor>(), name);

    public override ActorSelection ActorSelection(ActorPath actorPath) => ActorRefFactoryShared.ActorSelection(actorPath, this);

    public override ActorSelection ActorSelection(string actorPath) =>
        ActorRefFactoryShared.ActorSelection(actorPath, this, Provider.RootGuardian);

    public override void Stop(IActorRef actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var parent = actor.Path.Parent;
        if (parent == Guardian.Path)
            Guardian.Tell(new StopChild(actor), ActorRefs.NoSender);
        else if (parent == SystemGuardian.Path)
            SystemGuardian.Tell(new StopChild(actor), ActorRefs.NoSender);
        else
            ((IInternalActorRef)actor).Stop();
    }

    public override Task Terminate() => Settings.CoordinatedShutdownRunByActorSystemTerminate
        ? CoordinatedShutdown.Get(this).Run(CoordinatedShutdown.ActorSystemTerminateReason.Instance)
        : FinalTerminate();

    public override void Abort() => FinalTerminate();

    public override void RegisterOnTermination(Action code) => _termination.Add(code);

    public override object RegisterExtension(IExtensionId extension)
    {
        ArgumentNullException.ThrowIfNull(extension);
        return _extensions.GetOrAdd(extension.ExtensionType, _ => new Lazy<object>(() => extension.CreateExtension(this))).Value;
    }

    public override object GetExtension(IExtensionId extensionId)
    {
        ArgumentNullException.ThrowIfNull(extensionId);
        TryGetExtension(extensionId.ExtensionType, out var extension);
        return extension;
    }

    public override T GetExtension<T>()
    {
        TryGetExtension<T>(out var extension);
        return extension;
    }

    public override bool TryGetExtension(Type extensionType, out object extension)
    {
        var found = _extensions.TryGetValue(extensionType, out var lazy);
        extension = lazy?.Value;
        return found;
    }

    public override bool TryGetExtension<T>(out T extension)
    {
        var found = TryGetExtension(typeof(T), out var untyped);
        extension = untyped as T;
        return found;
    }

    public override bool HasExtension(Type type) => _extensions.ContainsKey(type);

    public override bool HasExtension<T>() => HasExtension(typeof(T));

    public override string ToString() => LookupRoot.Path.Root.Address.ToString();

    internal void Start()
    {
        RegisterOnTermination(() => (Scheduler as IDisposable)?.Dispose());
        try
        {
            Provider.Init(this);
            foreach (var typeName in Settings.Config.GetStringList("akka.extensions"))
                LoadExtension(typeName);
            if (Settings.LogDeadLetters > 0)
                _deadLetterListener = SystemActorOf<DeadLetterListener>("deadLetterListener");
        }
        catch
        {
            if (Provider.Guardian is null)
                (Scheduler as IDisposable)?.Dispose();
            else
                FinalTerminate();
            throw;
        }
    }

    internal override Task FinalTerminate()
    {
        Log.Debug("System shutdown initiated");
        if (!Settings.LogDeadLettersDuringShutdown && _deadLetterListener is not null)
            Stop(_deadLetterListener);
        Guardian.Stop();
        return WhenTerminated;
    }

    private static bool IsValidName(string name) =>
        !string.IsNullOrEmpty(name) && name[0] != '-' && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static Type TypeNamed(string typeName, string setting) =>
        Type.GetType(typeName) ?? throw new ConfigurationException($"{setting}: there is no type [{typeName}]");

    private IScheduler CreateScheduler() => Settings.SchedulerClass is "Akka.Actor.HashedWheelTimerScheduler"
        ? new HashedWheelTimerScheduler(Settings.Config, Log)
        : (IScheduler)Activator.CreateInstance(
            TypeNamed(Settings.SchedulerClass, "akka.scheduler.implementation"), Settings.Config, Log);

    private IActorRefProvider CreateProvider() => Settings.ProviderClass is "Akka.Actor.LocalActorRefProvider"
        ? new LocalActorRefProvider(Name, Settings, EventStream)
        : (IActorRefProvider)Activator.CreateInstance(
            TypeNamed(Settings.ProviderClass, "akka.actor.provider"), Name, Settings, EventStream);

    private void LoadExtension(string typeName)
    {
        if (Type.GetType(typeName) is { IsAbstract: false } type && typeof(IExtensionId).IsAssignableFrom(type))
            RegisterExtension((IExtensionId)Activator.CreateInstance(type));
        else
            Log.Error("[{0}] is not an 'ExtensionId', skipping...", typeName);
    }
}

using Akka.Configuration;
using Akka.Event;

namespace Akka.Actor;

/// <summary>The settings of an actor system, read once.</summary>
public class Settings
{
    private const string LocalProvider = "Akka.Actor.LocalActorRefProvider";

    private readonly Config _userConfig;
    private Config _fallback;

    /// <exception cref="ConfigurationException">A setting is missing or contradicts another.</exception>
    public Settings(ActorSystem system, Config config)
    {
        System = system;
        _userConfig = config;
        _fallback = ConfigurationFactory.Default();
        Config = config.SafeWithFallback(_fallback);

        ProviderClass = Config.GetString("akka.actor.provider") switch
        {
            "" or null or "local" or LocalProvider or LocalProvider + ", Akka" => LocalProvider,
            "remote" => "Akka.Remote.RemoteActorRefProvider, Akka.Remote",
            var other => other,
        };
        SupervisorStrategyClass = Config.GetString("akka.actor.guardian-supervisor-strategy");
        SerializeAllMessages = Config.GetBoolean("akka.actor.serialize-messages");
        AskTimeout = Config.GetTimeSpan("akka.actor.ask-timeout", Timeout.InfiniteTimeSpan, allowInfinite: true);
        DebugUnhandledMessage = Config.GetBoolean("akka.actor.debug.unhandled");
        Throughput = Config.GetInt("akka.actor.default-dispatcher.throughput");
        if (Throughput < 1)
            throw new ConfigurationException($"akka.actor.default-dispatcher.throughput is {Throughput}, must be at least 1");
        SchedulerClass = Config.GetString("akka.scheduler.implementation");

        LogLevel = Config.GetString("akka.loglevel");
        StdoutLogLevel = Config.GetString("akka.stdout-loglevel");
        Loggers = Config.GetStringList("akka.loggers");
        LoggerStartTimeout = Config.GetTimeSpan("akka.logger-startup-timeout");
        LogDeadLetters = Config.GetString("akka.log-dead-letters") switch
        {
            "on" or "true" or "yes" => int.MaxValue,
            "off" or "false" or "no" => 0,
            _ => Config.GetInt("akka.log-dead-letters"),
        };
        LogDeadLettersDuringShutdown = Config.GetBoolean("akka.log-dead-letters-during-shutdown");
        LogDeadLettersSuspendDuration =
            Config.GetTimeSpan("akka.log-dead-letters-suspend-duration", Timeout.InfiniteTimeSpan, allowInfinite: true);
        LogFormatter = DefaultLogMessageFormatter.Instance;
        StdoutLogger = new StandardOutLogger();

        CoordinatedShutdownTerminateActorSystem = Config.GetBoolean("akka.coordinated-shutdown.terminate-actor-system");
        CoordinatedShutdownRunByActorSystemTerminate = Config.GetBoolean("akka.coordinated-shutdown.run-by-actor-system-terminate");
        if (CoordinatedShutdownRunByActorSystemTerminate && !CoordinatedShutdownTerminateActorSystem)
        {
            throw new ConfigurationException(
                "akka.coordinated-shutdown.run-by-actor-system-terminate=on and akka.coordinated-shutdown.terminate-actor-system=off " +
                "is not a supported configuration combination.");
        }
    }

    public ActorSystem System { get; }

    /// <summary>The user's settings, and the defaults where they are silent.</summary>
    public Config Config { get; private set; }

    /// <summary>Type name of the provider.</summary>
    public string ProviderClass { get; }

    public string SupervisorStrategyClass { get; }

    public bool SerializeAllMessages { get; }

    /// <summary><see cref="Timeout.InfiniteTimeSpan"/> for none.</summary>
    public TimeSpan AskTimeout { get; }

    public bool DebugUnhandledMessage { get; }

    public string SchedulerClass { get; }

    public string LogLevel { get; }

    public string StdoutLogLevel { get; }

    public IList<string> Loggers { get; }

    public TimeSpan LoggerStartTimeout { get; }

    /// <summary>How many dead letters are logged before logging pauses; 0 for none.</summary>
    public int LogDeadLetters { get; }

    public bool LogDeadLettersDuringShutdown { get; }

    /// <summary><see cref="Timeout.InfiniteTimeSpan"/>: once paused, logging does not resume.</summary>
    public TimeSpan LogDeadLettersSuspendDuration { get; }

    public ILogMessageFormatter LogFormatter { get; }

    public MinimalLogger StdoutLogger { get; }

    public bool CoordinatedShutdownTerminateActorSystem { get; }

    public bool CoordinatedShutdownRunByActorSystemTerminate { get; }

    /// <summary>Messages an actor may handle in one go.</summary>
    internal int Throughput { get; }

    /// <summary>Puts defaults of an extension below the user's settings and above the others.</summary>
    public void InjectTopLevelFallback(Config config)
    {
        _fallback = config.SafeWithFallback(_fallback);
        Config = _userConfig.SafeWithFallback(_fallback);
    }

    public override string ToString() => Config.ToString(includeFallback: true);
}

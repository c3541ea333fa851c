using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Configuration;

namespace Akka.Event;

/// <summary>The part of the event stream that has to do with loggers.</summary>
public abstract class LoggingBus
{
    private static readonly LogLevel[] AllLevels = [LogLevel.DebugLevel, LogLevel.InfoLevel, LogLevel.WarningLevel, LogLevel.ErrorLevel];
    private static int loggerCount;

    private readonly List<IActorRef> _loggers = [];
    private volatile LogLevel _logLevel;

    private protected LoggingBus()
    {
    }

    /// <summary>The least level that is logged.</summary>
    public LogLevel LogLevel => _logLevel;

    public abstract bool Subscribe(IActorRef subscriber, Type channel);

    public abstract bool Unsubscribe(IActorRef subscriber, Type channel);

    public abstract bool Unsubscribe(IActorRef subscriber);

    public abstract void Publish(object @event);

    public void SetLogLevel(LogLevel logLevel)
    {
        lock (_loggers)
        {
            _logLevel = logLevel;
            foreach (var logger in _loggers)
                SubscribeToLevels(logger, logLevel);
        }
    }

    /// <summary>Logs to standard output until the loggers run.</summary>
    public void StartStdoutLogger(Settings config)
    {
        ArgumentNullException.ThrowIfNull(config);
        _logLevel = Logging.LogLevelFor(config.StdoutLogLevel);
        SubscribeToLevels(config.StdoutLogger, _logLevel);
    }

    /// <summary>Starts the loggers of <c>akka.loggers</c> in place of standard output.</summary>
    internal void StartDefaultLoggers(ActorSystemImpl system)
    {
        var settings = system.Settings;
        _logLevel = Logging.LogLevelFor(settings.LogLevel);
        foreach (var typeName in settings.Loggers)
            AddLogger(system, typeName);
        if (settings.DebugUnhandledMessage)
            Subscribe(system.SystemActorOf<UnhandledMessageForwarder>("UnhandledMessageForwarder"), typeof(UnhandledMessage));
        Unsubscribe(settings.StdoutLogger);
    }

    /// <summary>Stops the loggers and logs to standard output again.</summary>
    internal void StopDefaultLoggers(ActorSystem system)
    {
        SubscribeToLevels(system.Settings.StdoutLogger, Logging.LogLevelFor(system.Settings.StdoutLogLevel));
        lock (_loggers)
        {
            foreach (var logger in _loggers)
                RemoveLogger(logger);
            _loggers.Clear();
        }
    }

    private void AddLogger(ActorSystemImpl system, string typeName)
    {
        var type = typeName is "Akka.Event.DefaultLogger" or "Akka.Event.DefaultLogger, Akka"
            ? typeof(DefaultLogger)
            : Type.GetType(typeName) ?? throw new ConfigurationException($"Logger specified in config cannot be found: \"{typeName}\"");
        var name = $"log{Interlocked.Increment(ref loggerCount)}-{Logging.SimpleName(type)}";
        var logger = system.SystemActorOf(Props.Create(type), name);
        var initialized = logger.Ask(new InitializeLogger(this), Timeout.InfiniteTimeSpan);
        // The logger gets InitializeLogger before any event, so there is nothing to wait for with one that is known to accept it.
        if (type == typeof(DefaultLogger))
        {
            Admit(logger);
            return;
        }

        if (((IAsyncResult)initialized).AsyncWaitHandle.WaitOne(system.Settings.LoggerStartTimeout))
        {
            AdmitOrRemove(logger, initialized, name);
            return;
        }
        Publish(new Warning(
            name, GetType(), $"Logger {name} did not respond within {system.Settings.LoggerStartTimeout} to InitializeLogger(bus)."));
        initialized.ContinueWith(
            answer => AdmitOrRemove(logger, answer, name), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private void AdmitOrRemove(IActorRef logger, Task<object> answer, string name)
    {
        if (answer is { IsCompletedSuccessfully: true, Result: LoggerInitialized })
        {
            Admit(logger);
            return;
        }
        Publish(new Error(
            answer.Exception?.InnerException, name, GetType(), $"Logger {name} did not answer LoggerInitialized. Stopping logger."));
        RemoveLogger(logger);
    }

    private void Admit(IActorRef logger)
    {
        lock (_loggers)
        {
            _loggers.Add(logger);
            SubscribeToLevels(logger, _logLevel);
        }
    }

    private void RemoveLogger(IActorRef logger)
    {
        Unsubscribe(logger);
        ((IInternalActorRef)logger).Stop();
    }

    private void SubscribeToLevels(IActorRef logger, LogLevel least)
    {
        foreach (var level in AllLevels)
        {
            if (level >= least)
                Subscribe(logger, level.ClassFor());
            else
                Unsubscribe(logger, level.ClassFor());
        }
    }

    private sealed class UnhandledMessageForwarder : ActorBase
    {
        protected override bool Receive(object message)
        {
            if (message is not UnhandledMessage unhandled)
                return false;
            Context.System.EventStream.Publish(new Debug(
                unhandled.Recipient.Path.ToString(),
                unhandled.Recipient.GetType(),
                $"Unhandled message from {unhandled.Sender?.Path.ToString() ?? "NoSender"} : {unhandled.Message}"));
            return true;
        }
    }
}

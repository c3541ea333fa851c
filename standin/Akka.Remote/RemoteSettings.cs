using Akka.Configuration;
using Akka.Event;
using Akka.Remote.FailureDetection;
using Akka.Remote.Transport;

namespace Akka.Remote;

/// <summary><c>akka.remote</c>, read once when the actor system starts.</summary>
internal sealed record RemoteSettings
{
    private RemoteSettings(Config config)
    {
        StartupTimeout = config.GetTimeSpan("startup-timeout");
        ShutdownTimeout = config.GetTimeSpan("shutdown-timeout");
        FlushWait = config.GetTimeSpan("flush-wait-on-shutdown");
        LogReceived = config.GetBoolean("log-received-messages");
        LogSent = config.GetBoolean("log-sent-messages");
        LogLifecycleFrom = LevelOf(config.GetString("log-remote-lifecycle-events"));
        LogBufferSizeExceeding = IsOff(config.GetString("log-buffer-size-exceeding"))
            ? int.MaxValue
            : config.GetInt("log-buffer-size-exceeding");
        RetryGateClosedFor = config.GetTimeSpan("retry-gate-closed-for");
        QuarantineDuration = config.GetTimeSpan("prune-quarantine-marker-after") is var duration && duration >= TimeSpan.Zero
            ? duration
            : TimeSpan.FromDays(36_500);
        SystemMessageBufferSize = config.GetInt("system-message-buffer-size");
        SystemMessageDeliveryTimeout = config.GetTimeSpan("initial-system-message-delivery-timeout");

        var transport = config.GetConfig("transport-failure-detector");
        TransportHeartbeatInterval = transport.GetTimeSpan("heartbeat-interval");
        TransportPatience = TransportHeartbeatInterval + transport.GetTimeSpan("acceptable-heartbeat-pause");

        var watch = config.GetConfig("watch-failure-detector");
        WatchReaperInterval = watch.GetTimeSpan("unreachable-nodes-reaper-interval");
        WatchExpectedResponseAfter = watch.GetTimeSpan("expected-response-after");
        WatchFailureDetector = new PhiAccrualSettings(
            watch.GetDouble("threshold"),
            watch.GetInt("max-sample-size"),
            watch.GetTimeSpan("min-std-deviation"),
            watch.GetTimeSpan("acceptable-heartbeat-pause"),
            watch.GetTimeSpan("heartbeat-interval"));

        Tcp = TcpSettingsReader.Read(config.GetConfig("dot-netty.tcp"));
    }

    public TimeSpan StartupTimeout { get; }

    public TimeSpan ShutdownTimeout { get; }

    public TimeSpan FlushWait { get; }

    public bool LogReceived { get; }

    public bool LogSent { get; }

    /// <summary>Null to log no lifecycle event.</summary>
    public LogLevel? LogLifecycleFrom { get; }

    public int LogBufferSizeExceeding { get; }

    public TimeSpan RetryGateClosedFor { get; }

    /// <summary>How long a given-up incarnation is remembered; a century for ever.</summary>
    public TimeSpan QuarantineDuration { get; }

    public int SystemMessageBufferSize { get; }

    public TimeSpan SystemMessageDeliveryTimeout { get; }

    public TimeSpan TransportHeartbeatInterval { get; }

    /// <summary>Silence after which a connection is taken for dead.</summary>
    public TimeSpan TransportPatience { get; }

    public TimeSpan WatchReaperInterval { get; }

    public TimeSpan WatchExpectedResponseAfter { get; }

    public PhiAccrualSettings WatchFailureDetector { get; }

    public TcpSettings Tcp { get; }

    /// <exception cref="ConfigurationException">There is no <c>akka.remote</c>, or a value in it is out of range.</exception>
    public static RemoteSettings Create(Config config) =>
        new(config.GetConfig("akka.remote") ?? throw ConfigurationException.NullOrEmptyConfig<RemoteSettings>("akka.remote"));

    private static bool IsOff(string text) => text.ToUpperInvariant() is "OFF" or "FALSE" or "NO";

    private static LogLevel? LevelOf(string text) => text.ToUpperInvariant() switch
    {
        "ON" or "TRUE" or "YES" or "DEBUG" => LogLevel.DebugLevel,
        "INFO" => LogLevel.InfoLevel,
        "WARNING" => LogLevel.WarningLevel,
        "ERROR" => LogLevel.ErrorLevel,
        "OFF" or "FALSE" or "NO" => null,
        _ => throw new ConfigurationException(
            $"akka.remote.log-remote-lifecycle-events is [{text}], expected on, off, DEBUG, INFO, WARNING or ERROR."),
    };
}

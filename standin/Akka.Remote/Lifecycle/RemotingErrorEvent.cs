using Akka.Event;

namespace Akka.Remote;

/// <summary>Remoting as a whole failed to start or to stop.</summary>
public sealed class RemotingErrorEvent(Exception cause) : RemotingLifecycleEvent
{
    /// <summary>What went wrong.</summary>
    public Exception Cause { get; } = cause;

    /// <inheritdoc/>
    public override LogLevel LogLevel() => Event.LogLevel.ErrorLevel;

    /// <inheritdoc/>
    public override string ToString() => $"Remoting error: [{Cause.Message}] [{Cause.InnerException?.Message}]";
}

using System.Globalization;
using Akka.Actor;

namespace Akka.Event;

/// <summary>Something to be logged; travels on the event stream. Immutable.</summary>
public abstract class LogEvent : INoSerializationVerificationNeeded
{
    private protected LogEvent(Exception cause, string logSource, Type logClass, object message)
    {
        Cause = cause;
        LogSource = logSource;
        LogClass = logClass;
        Message = message;
    }

    /// <summary>May be null.</summary>
    public Exception Cause { get; }

    /// <summary>When it was made, UTC.</summary>
    public DateTime Timestamp { get; } = DateTime.UtcNow;

    /// <summary>On which thread it was made.</summary>
    public Thread Thread { get; } = Thread.CurrentThread;

    /// <summary>The path of an actor, or a name.</summary>
    public string LogSource { get; }

    public Type LogClass { get; }

    /// <summary>A text, or a <see cref="LogMessage"/> that makes one when asked for it.</summary>
    public object Message { get; }

    public abstract LogLevel LogLevel();

    public override string ToString()
    {
        var origin = string.Create(
            CultureInfo.InvariantCulture, $"[{Timestamp:MM/dd/yyyy HH:mm:ss.fffK}][Thread {Thread.ManagedThreadId:0000}][{LogSource}]");
        var line = $"[{LogLevel().StringFor()}]{origin} {Message}";
        return Cause is null ? line : $"{line}{Environment.NewLine}Cause: {Cause}";
    }
}

using System.Globalization;
using Akka.Actor;
using Akka.Event;

namespace ActorDownloader.Logging;

/// <summary>
/// Writes an actor system's log to the standard error, a line an event. The standard output belongs to whoever runs the process:
/// Akka's own logger writes there. Named in <c>akka.loggers</c>.
/// </summary>
public sealed class StandardErrorLogger : ReceiveActor
{
    /// <summary>Called by the actor system.</summary>
    public StandardErrorLogger()
    {
        Receive<InitializeLogger>(_ => Sender.Tell(new LoggerInitialized()));
        Receive<LogEvent>(happened => Console.Error.WriteLine(Format(happened)));
    }

    private static string Format(LogEvent happened)
    {
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{happened.Timestamp.ToUniversalTime():yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {happened.LogLevel().ToString()[..^"Level".Length].ToUpperInvariant()} {happened.LogSource}: {happened.Message}");
        return happened.Cause is { } cause ? $"{line}{Environment.NewLine}{cause}" : line;
    }
}

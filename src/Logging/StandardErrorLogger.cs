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

    internal static string Format(LogEvent happened)
    {
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{happened.Timestamp.ToUniversalTime():yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {happened.LogLevel().ToString()[..^"Level".Length].ToUpperInvariant()} {happened.LogSource}: {happened.Message}");
        if (IsOfConnection(happened))
        {
            var end = line.AsSpan().IndexOfAny('\r', '\n');
            return end < 0 ? line : line[..end];
        }

        return happened.Cause is { } cause ? $"{line}{Environment.NewLine}{cause}" : line;
    }

    /// <summary>
    /// Akka.Remote tells of a peer that vanished, which for a worker is an everyday event, with the stack traces of its own actors. The
    /// first line of them says all.
    /// </summary>
    private static bool IsOfConnection(LogEvent happened) =>
        happened.LogSource.Contains("/system/endpointManager", StringComparison.Ordinal);
}

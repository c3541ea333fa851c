namespace Akka.Event;

/// <summary>Writes to standard output, in colour on a terminal.</summary>
public class StandardOutLogger : MinimalLogger
{
    private static readonly Lock WriteLock = new();

    public static bool UseColors { get; set; } = true;

    protected override void Log(object message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message is not LogEvent logEvent)
        {
            Write(message.ToString(), null);
            return;
        }
        Write(TextOf(logEvent), logEvent.LogLevel() switch
        {
            LogLevel.DebugLevel => ConsoleColor.Gray,
            LogLevel.InfoLevel => ConsoleColor.White,
            LogLevel.WarningLevel => ConsoleColor.Yellow,
            _ => ConsoleColor.Red,
        });
    }

    private static string TextOf(LogEvent logEvent)
    {
        try
        {
            return logEvent.ToString();
        }
        catch (FormatException cause)
        {
            // The statement that logs is wrong; that must be seen, and must not fail the code around it.
            var text = logEvent.Message is LogMessage message ? $"str=[{message.Format}], args=[{message.Unformatted()}]" : "";
            return $"[ERROR][{logEvent.LogSource}] {cause.Message} in a log message: {text} Please correct the format string.";
        }
    }

    private static void Write(string text, ConsoleColor? color)
    {
        lock (WriteLock)
        {
            if (color is null || !UseColors || Console.IsOutputRedirected)
            {
                Console.WriteLine(text);
                return;
            }
            var before = Console.ForegroundColor;
            Console.ForegroundColor = color.Value;
            Console.WriteLine(text);
            Console.ForegroundColor = before;
        }
    }
}

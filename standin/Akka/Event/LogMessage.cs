namespace Akka.Event;

/// <summary>A format and its arguments; the text is made by whoever writes it, on its own thread.</summary>
public abstract class LogMessage
{
    protected readonly ILogMessageFormatter Formatter;

    private protected LogMessage(ILogMessageFormatter formatter, string format)
    {
        Formatter = formatter;
        Format = format;
    }

    public string Format { get; }

    /// <summary>The arguments.</summary>
    public abstract IEnumerable<object> Parameters();

    /// <summary>The arguments as text, for when the format is wrong.</summary>
    public abstract string Unformatted();
}

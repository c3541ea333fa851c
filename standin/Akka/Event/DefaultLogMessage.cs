namespace Akka.Event;

/// <summary>A log message whose arguments are an array.</summary>
internal sealed class DefaultLogMessage(ILogMessageFormatter formatter, string format, object[] args) : LogMessage(formatter, format)
{
    public override IEnumerable<object> Parameters() => args;

    public override string Unformatted() => string.Join(',', args);

    public override string ToString() => Formatter.Format(Format, args);
}

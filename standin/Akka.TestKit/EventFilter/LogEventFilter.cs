using Akka.Event;

namespace Akka.TestKit;

/// <summary>Which log events are meant, in words and as a predicate.</summary>
internal sealed class LogEventFilter(string description, Predicate<LogEvent> matches)
{
    /// <summary>Called by the logger for each event that matches, one at a time.</summary>
    public event Action Matched;

    /// <summary>True, and told to whoever wants to know, if the event is meant.</summary>
    public bool Apply(LogEvent logEvent)
    {
        if (!matches(logEvent)) return false;
        Matched?.Invoke();
        return true;
    }

    public override string ToString() => description;
}

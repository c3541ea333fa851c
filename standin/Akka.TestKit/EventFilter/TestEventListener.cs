using Akka.Dispatch.SysMsg;
using Akka.Event;
using Akka.TestKit.TestEvent;

namespace Akka.TestKit;

/// <summary>The logger of a system under test: prints what no filter mutes. A dead letter is to it a warning of the recipient.</summary>
public class TestEventListener : DefaultLogger
{
    private readonly List<LogEventFilter> _filters = [];

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case InitializeLogger initialize:
                foreach (var channel in new[] { typeof(Mute), typeof(Unmute), typeof(DeadLetter), typeof(UnhandledMessage) })
                {
                    initialize.LoggingBus.Subscribe(Self, channel);
                }

                return base.Receive(message);
            case Mute mute:
                _filters.AddRange(mute.Filters);
                return true;
            case Unmute unmute:
                foreach (var filter in unmute.Filters) _filters.Remove(filter);
                return true;
            case DeadLetter { Message: Terminate }:
                return true;
            case DeadLetter letter:
                PrintUnlessMuted(new Warning(letter.Recipient.Path.ToString(), letter.Recipient.GetType(), letter));
                return true;
            case LogEvent logEvent:
                PrintUnlessMuted(logEvent);
                return true;
            default:
                Print(new Debug(Context.System.Name, GetType(), message));
                return true;
        }
    }

    private void PrintUnlessMuted(LogEvent logEvent)
    {
        if (!_filters.Exists(filter => Applies(filter, logEvent))) Print(logEvent);
    }

    private static bool Applies(LogEventFilter filter, LogEvent logEvent)
    {
        try
        {
            return filter.Apply(logEvent);
        }
        catch (Exception)
        {
            // A predicate that fails has not matched; the test that waits for it will say so.
            return false;
        }
    }
}

using Akka.Actor;

namespace Akka.Event;

/// <summary>The logger actor that writes to standard output.</summary>
public class DefaultLogger : ActorBase
{
    private MinimalLogger _output;

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case InitializeLogger:
                _output = Context.System.Settings.StdoutLogger;
                Sender.Tell(new LoggerInitialized(), Self);
                return true;
            case LogEvent logEvent:
                Print(logEvent);
                return true;
            default:
                return false;
        }
    }

    protected virtual void Print(LogEvent logEvent) =>
        (_output ?? throw new InvalidOperationException("Logger has not been initialized yet.")).Tell(logEvent, ActorRefs.NoSender);
}

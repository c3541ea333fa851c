using Akka.Actor;
using Akka.Event;
using Xunit.Abstractions;

namespace Akka.TestKit.Xunit2.Internals;

/// <summary>Writes log events to the output of a test, until the test is over.</summary>
internal sealed class TestOutputLogger : ReceiveActor
{
    public TestOutputLogger(ITestOutputHelper output, string prefix)
    {
        Receive<InitializeLogger>(initialize =>
        {
            initialize.LoggingBus.Subscribe(Self, typeof(LogEvent));
            Sender.Tell(new LoggerInitialized());
        });
        Receive<LogEvent>(logEvent =>
        {
            try
            {
                output.WriteLine(prefix + logEvent);
            }
            catch (InvalidOperationException)
            {
                // xunit takes no output once the test is over.
                Context.Stop(Self);
            }
        });
    }
}

using Akka.Actor;

namespace Akka.TestKit;

/// <summary>Acts on each message that a test actor receives, in the test actor's place and before the test can see the message.</summary>
public abstract class AutoPilot
{
    /// <summary>Ends the auto pilot.</summary>
    public static NoAutoPilot NoAutoPilot => NoAutoPilot.Instance;

    /// <summary>Keeps the auto pilot that returns it.</summary>
    public static KeepRunning KeepRunning => KeepRunning.Instance;

    /// <summary>Handles a message and returns the auto pilot for the next one.</summary>
    public abstract AutoPilot Run(IActorRef sender, object message);
}

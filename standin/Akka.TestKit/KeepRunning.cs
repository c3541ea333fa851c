using Akka.Actor;

namespace Akka.TestKit;

/// <summary>An auto pilot's answer: use me for the next message, too.</summary>
public sealed class KeepRunning : AutoPilot
{
    public static readonly KeepRunning Instance = new();

    private KeepRunning()
    {
    }

    /// <exception cref="InvalidOperationException">Always: it is an answer, not an auto pilot.</exception>
    public override AutoPilot Run(IActorRef sender, object message) => throw new InvalidOperationException("Must not call");
}

using Akka.Event;

namespace Akka.Actor;

/// <summary>Stops the receiver when it has handled what was sent before.</summary>
public sealed class PoisonPill : IAutoReceivedMessage, IPossiblyHarmful, IDeadLetterSuppression
{
    private PoisonPill()
    {
    }

    /// <summary>The only instance.</summary>
    public static PoisonPill Instance { get; } = new();

    public override string ToString() => "<PoisonPill>";
}

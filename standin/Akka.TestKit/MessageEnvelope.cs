using Akka.Actor;

namespace Akka.TestKit;

/// <summary>A message that a test actor received, or its absence.</summary>
public abstract class MessageEnvelope
{
    /// <summary>Null if there is none.</summary>
    public abstract object Message { get; }

    /// <summary>Who sent it; dead letters for nobody.</summary>
    public abstract IActorRef Sender { get; }
}

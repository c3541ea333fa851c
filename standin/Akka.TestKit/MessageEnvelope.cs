using Akka.Actor;

namespace Akka.TestKit;

/// <summary>A message that a test actor received, or that there was none.</summary>
public abstract class MessageEnvelope
{
    public abstract object Message { get; }

    /// <summary>Who sent it; dead letters for nobody.</summary>
    public abstract IActorRef Sender { get; }
}

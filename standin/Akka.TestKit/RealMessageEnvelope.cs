using Akka.Actor;

namespace Akka.TestKit;

/// <summary>A message that a test actor received.</summary>
public class RealMessageEnvelope(object message, IActorRef sender) : MessageEnvelope
{
    public override object Message => message;

    public override IActorRef Sender => sender;

    public override string ToString() => $"<{Message ?? "null"}> from {Sender?.ToString() ?? "NoSender"}";
}

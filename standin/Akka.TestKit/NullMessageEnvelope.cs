using Akka.Actor;

namespace Akka.TestKit;

/// <summary>No message: the last attempt to take one found none.</summary>
public sealed class NullMessageEnvelope : MessageEnvelope
{
    public static readonly NullMessageEnvelope Instance = new();

    private NullMessageEnvelope()
    {
    }

    /// <exception cref="IllegalActorStateException">Always.</exception>
    public override object Message => throw NoMessage();

    /// <exception cref="IllegalActorStateException">Always.</exception>
    public override IActorRef Sender => throw NoMessage();

    public override string ToString() => "<null>";

    private static IllegalActorStateException NoMessage() => new("The last receive did not take a message.");
}

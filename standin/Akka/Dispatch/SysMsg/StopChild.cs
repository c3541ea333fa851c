using Akka.Actor;

namespace Akka.Dispatch.SysMsg;

/// <summary>To a guardian: stop that child. An ordinary message, so that it comes after what was sent before.</summary>
public sealed class StopChild(IActorRef child) : INoSerializationVerificationNeeded
{
    public IActorRef Child { get; } = child;

    public override string ToString() => $"<StopChild> {Child}";
}

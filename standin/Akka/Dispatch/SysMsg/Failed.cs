using Akka.Actor;

namespace Akka.Dispatch.SysMsg;

/// <summary>Child to parent: I have failed and am suspended; decide.</summary>
public sealed class Failed(IActorRef child, Exception cause, long uid) : SystemMessage
{
    public IActorRef Child { get; } = child;

    public Exception Cause { get; } = cause;

    /// <summary>Incarnation of the child, since a later one may live under the same name.</summary>
    public long Uid { get; } = uid;

    internal override bool WaitsForChildren => true;

    internal override bool WaitsForResume => true;

    public override string ToString() => $"<Failed>: {Child} ({Uid}) {Cause}";
}

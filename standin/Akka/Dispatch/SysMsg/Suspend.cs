namespace Akka.Dispatch.SysMsg;

/// <summary>Parent to child: take no user messages until resumed, nor may your children.</summary>
public sealed class Suspend : SystemMessage
{
    internal override bool WaitsForChildren => true;
}

namespace Akka.Dispatch.SysMsg;

/// <summary>Parent to child: restart, because of <paramref name="cause"/>.</summary>
public sealed class Recreate(Exception cause) : SystemMessage
{
    public Exception Cause { get; } = cause;

    internal override bool WaitsForChildren => true;
}

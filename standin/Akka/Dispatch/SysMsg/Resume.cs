namespace Akka.Dispatch.SysMsg;

/// <summary>Parent to child: go on; <paramref name="causedByFailure"/> is set if the child's own failure had stopped it.</summary>
public sealed class Resume(Exception causedByFailure) : SystemMessage
{
    public Exception CausedByFailure { get; } = causedByFailure;

    internal override bool WaitsForChildren => true;
}

namespace Akka.Dispatch.SysMsg;

/// <summary>Answer to <see cref="TerminationHook"/>: go on without me.</summary>
public sealed class TerminationHookDone
{
    private TerminationHookDone()
    {
    }

    public static TerminationHookDone Instance { get; } = new();
}

namespace Akka.Dispatch.SysMsg;

/// <summary>System guardian to those that registered: wind up and answer <see cref="TerminationHookDone"/>, or stop.</summary>
public sealed class TerminationHook
{
    private TerminationHook()
    {
    }

    public static TerminationHook Instance { get; } = new();
}

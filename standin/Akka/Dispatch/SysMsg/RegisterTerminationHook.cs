namespace Akka.Dispatch.SysMsg;

/// <summary>To the system guardian: send me <see cref="TerminationHook"/> when all user actors have stopped, and wait for me.</summary>
public sealed class RegisterTerminationHook
{
    private RegisterTerminationHook()
    {
    }

    public static RegisterTerminationHook Instance { get; } = new();
}

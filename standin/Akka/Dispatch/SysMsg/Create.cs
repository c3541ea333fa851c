namespace Akka.Dispatch.SysMsg;

/// <summary>To a new actor: construct yourself. The first message of every actor.</summary>
public sealed class Create : SystemMessage;

using Akka.Actor;

namespace Akka.Dispatch.SysMsg;

/// <summary>What the actor system says to its actors; it overtakes user messages and reaches suspended actors.</summary>
public interface ISystemMessage : INoSerializationVerificationNeeded;

namespace Akka.Actor;

/// <summary>Marks messages that the actor system handles before the actor sees them.</summary>
public interface IAutoReceivedMessage;

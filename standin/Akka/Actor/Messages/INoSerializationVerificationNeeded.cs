namespace Akka.Actor;

/// <summary>Marks messages that never leave the process, and that <c>akka.actor.serialize-messages</c> leaves alone.</summary>
public interface INoSerializationVerificationNeeded;

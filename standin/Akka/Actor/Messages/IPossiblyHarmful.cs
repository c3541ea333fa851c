namespace Akka.Actor;

/// <summary>Marks messages that strangers should not be able to send.</summary>
public interface IPossiblyHarmful;

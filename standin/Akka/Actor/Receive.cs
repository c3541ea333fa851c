namespace Akka.Actor;

/// <summary>A behaviour; false if it does not handle the message.</summary>
public delegate bool Receive(object message);

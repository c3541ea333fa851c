namespace Akka.Remote.Wire;

/// <summary>The bytes received are not this protocol: the association that carried them is closed.</summary>
internal sealed class ProtocolException(string message) : Exception(message);

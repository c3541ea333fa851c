namespace Akka.Actor;

/// <summary>A message that carries another.</summary>
public interface IWrappedMessage
{
    object Message { get; }
}

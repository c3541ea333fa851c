namespace Akka.Actor;

/// <summary>Tells actors of this process from others.</summary>
public interface IActorRefScope
{
    bool IsLocal { get; }
}

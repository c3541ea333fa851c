namespace Akka.Actor;

/// <summary>The actor was told to <see cref="Kill"/> itself.</summary>
public class ActorKilledException : AkkaException
{
    public ActorKilledException(string message)
        : base(message)
    {
    }
}

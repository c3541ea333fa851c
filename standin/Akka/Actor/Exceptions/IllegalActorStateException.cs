namespace Akka.Actor;

/// <summary>The actor may not do that now.</summary>
public class IllegalActorStateException : AkkaException
{
    public IllegalActorStateException(string message)
        : base(message)
    {
    }
}

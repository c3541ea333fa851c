namespace Akka.Actor;

/// <summary>A selection's path makes no sense.</summary>
public class IllegalActorNameException : AkkaException
{
    public IllegalActorNameException(string message)
        : base(message)
    {
    }
}

namespace Akka.Actor;

/// <summary>The name is illegal or taken.</summary>
public class InvalidActorNameException : AkkaException
{
    public InvalidActorNameException(string message, Exception innerException = null)
        : base(message, innerException)
    {
    }
}

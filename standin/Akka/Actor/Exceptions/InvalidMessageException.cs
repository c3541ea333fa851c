namespace Akka.Actor;

/// <summary>The message cannot be sent, as null cannot.</summary>
public class InvalidMessageException : AkkaException
{
    public InvalidMessageException(string message)
        : base(message)
    {
    }
}

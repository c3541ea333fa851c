namespace Akka.Actor;

/// <summary>A selection found no actor in time.</summary>
public class ActorNotFoundException : AkkaException
{
    public ActorNotFoundException(string message, Exception innerException = null)
        : base(message, innerException)
    {
    }
}

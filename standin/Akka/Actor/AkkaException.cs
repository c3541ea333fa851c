namespace Akka.Actor;

/// <summary>The base of every exception that the actor system itself throws.</summary>
public class AkkaException : Exception
{
    /// <summary>Creates the exception with a message for the log.</summary>
    public AkkaException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}

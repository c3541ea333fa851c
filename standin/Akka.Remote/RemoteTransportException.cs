using Akka.Actor;

namespace Akka.Remote;

/// <summary>Remoting could not do what was asked: it does not run, cannot bind, or does not know the protocol of an address.</summary>
public class RemoteTransportException : AkkaException
{
    /// <summary>Creates it with its cause, if there is one.</summary>
    public RemoteTransportException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}

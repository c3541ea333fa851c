using Akka.Remote.Wire;

namespace Akka.Remote.Transport;

/// <summary>The other system answered the handshake with a goodbye.</summary>
internal sealed class HandshakeRefusedException(DisassociateReason reason) : Exception(Explain(reason))
{
    public DisassociateReason Reason { get; } = reason;

    private static string Explain(DisassociateReason reason) => reason switch
    {
        DisassociateReason.Shutdown => "The remote system refused the association because it is shutting down.",
        DisassociateReason.Quarantined => "The remote system has quarantined this system. No further associations to the remote system are "
            + "possible until this system is restarted.",
        _ => "The remote system refused the association (reason unknown).",
    };
}

namespace Akka.Remote.Wire;

/// <summary>Why a system says goodbye. Values are part of the wire format.</summary>
internal enum DisassociateReason : byte
{
    Unknown = 0,
    Shutdown = 1,
    Quarantined = 2,
}

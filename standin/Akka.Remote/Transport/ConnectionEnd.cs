using Akka.Remote.Wire;

namespace Akka.Remote.Transport;

/// <summary>How a connection ended.</summary>
/// <param name="Goodbye">What the other system said; <see cref="DisassociateReason.Unknown"/> if it said nothing.</param>
/// <param name="Failure">What broke the connection, if anything did.</param>
internal readonly record struct ConnectionEnd(DisassociateReason Goodbye, Exception? Failure);

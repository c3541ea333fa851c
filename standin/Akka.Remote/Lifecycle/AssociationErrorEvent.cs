using Akka.Actor;
using Akka.Event;

namespace Akka.Remote;

/// <summary>A connection to another system could not be made, or broke for a reason worth telling.</summary>
public sealed class AssociationErrorEvent(Exception cause, Address localAddress, Address remoteAddress, bool inbound, LogLevel level)
    : AssociationEvent("AssociationError", localAddress, remoteAddress, inbound)
{
    /// <summary>What went wrong.</summary>
    public Exception Cause { get; } = cause;

    /// <inheritdoc/>
    public override LogLevel LogLevel() => level;

    /// <inheritdoc/>
    public override string ToString() => $"{base.ToString()}: Error [{Cause.Message}]";
}

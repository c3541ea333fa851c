namespace Akka.Remote.Associations;

/// <summary>What this system can do for messages to another one.</summary>
internal enum AssociationPhase
{
    /// <summary>No connection, and no reason against making one.</summary>
    Idle,

    /// <summary>A connection is being made; messages wait.</summary>
    Connecting,

    /// <summary>Messages flow.</summary>
    Open,

    /// <summary>
    /// A connection failed a moment ago: until the gate opens, messages are dead letters. The other side may still connect.
    /// </summary>
    Gated,

    /// <summary>The last incarnation known was given up. Messages make us look whether another has taken its place.</summary>
    Quarantined,

    /// <summary>Remoting is shutting down: what waits is sent, nothing else is accepted.</summary>
    Flushing,

    /// <summary>Nothing will ever be sent again.</summary>
    Closed,
}

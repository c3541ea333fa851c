using Akka.Remote.Transport;

namespace Akka.Remote.Associations;

/// <summary>What an association has to react to besides messages; handled one at a time, in order.</summary>
internal abstract record AssociationCommand
{
    private AssociationCommand()
    {
    }

    /// <summary>The connection asked for is up.</summary>
    public sealed record Connected(Connection Connection) : AssociationCommand;

    /// <summary>The connection asked for cannot be had.</summary>
    public sealed record ConnectFailed(Exception Cause) : AssociationCommand;

    /// <summary>The other system has connected.</summary>
    public sealed record Accepted(Connection Connection) : AssociationCommand;

    /// <summary>Nothing more is read from a connection.</summary>
    public sealed record Ended(Connection Connection, ConnectionEnd End) : AssociationCommand;

    /// <summary>The write under way is over; if it failed, the connection ends as well.</summary>
    public sealed record Written : AssociationCommand;

    /// <summary>An incarnation is to be given up; null if it is not known which.</summary>
    public sealed record Quarantine(int? Uid) : AssociationCommand;

    /// <summary>Send what waits, then say goodbye.</summary>
    public sealed record Flush : AssociationCommand;

    /// <summary>End everything now.</summary>
    public sealed record Close : AssociationCommand;

    /// <summary>Time has passed.</summary>
    public sealed record Tick : AssociationCommand;
}

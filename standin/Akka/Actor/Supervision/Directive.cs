namespace Akka.Actor;

/// <summary>What becomes of a child that failed.</summary>
public enum Directive
{
    /// <summary>It goes on with the next message, its state intact.</summary>
    Resume,

    /// <summary>A new instance takes its place and goes on with the next message.</summary>
    Restart,

    /// <summary>Its parent fails in turn.</summary>
    Escalate,

    /// <summary>It is stopped.</summary>
    Stop,
}

namespace Akka.Actor.Internal;

/// <summary>Why an actor waits for children that are stopping.</summary>
internal enum ChildrenWait
{
    /// <summary>It does not: it or somebody stopped them, and life goes on.</summary>
    None,

    /// <summary>To be constructed anew after its construction failed.</summary>
    Creation,

    /// <summary>To be restarted.</summary>
    Recreation,

    /// <summary>To terminate.</summary>
    Termination,
}

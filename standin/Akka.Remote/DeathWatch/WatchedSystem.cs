using Akka.Actor;
using Akka.Remote.FailureDetection;

namespace Akka.Remote.DeathWatch;

/// <summary>A system with watched actors, and what is known of its health.</summary>
internal sealed class WatchedSystem(PhiAccrualFailureDetector detector)
{
    /// <summary>The watched actors and who watches them.</summary>
    public Dictionary<IInternalActorRef, HashSet<IInternalActorRef>> Watchers { get; } = [];

    public PhiAccrualFailureDetector Detector { get; } = detector;

    /// <summary>The incarnation that answered last; null before the first answer.</summary>
    public int? Uid { get; set; }

    /// <summary>Whether it was asked for a sign of life.</summary>
    public bool IsAsked { get; set; }
}

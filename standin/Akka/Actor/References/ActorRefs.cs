namespace Akka.Actor;

/// <summary>References known to all.</summary>
public static class ActorRefs
{
    /// <summary>No actor.</summary>
    public static readonly Nobody Nobody = Nobody.Instance;

    /// <summary>The sender of a message that has none; a reply to it is a dead letter.</summary>
    public static readonly IActorRef NoSender;
}

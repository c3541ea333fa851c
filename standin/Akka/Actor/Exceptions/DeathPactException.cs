namespace Akka.Actor;

/// <summary>The actor did not handle the <see cref="Terminated"/> it asked for by watching.</summary>
public class DeathPactException(IActorRef deadActor) : AkkaException($"Monitored actor [{deadActor}] terminated")
{
    public IActorRef DeadActor { get; } = deadActor;
}

namespace Akka.Actor;

/// <summary>The actor could not be constructed, or its <c>PreStart</c> failed.</summary>
public class ActorInitializationException : AkkaException
{
    public ActorInitializationException(string message, Exception cause = null)
        : base(message, cause)
    {
    }

    public ActorInitializationException(IActorRef actor, string message, Exception cause = null)
        : base(message, cause)
    {
        Actor = actor;
    }

    public IActorRef Actor { get; }

    public override string ToString() => Actor is null ? base.ToString() : $"{Actor}: {base.ToString()}";
}

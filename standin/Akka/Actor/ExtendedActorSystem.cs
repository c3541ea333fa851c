namespace Akka.Actor;

/// <summary>What extensions and serializers see of an actor system; every system is one.</summary>
public abstract class ExtendedActorSystem : ActorSystem
{
    private protected ExtendedActorSystem()
    {
    }

    public abstract IActorRefProvider Provider { get; }

    /// <summary>Parent of all user actors.</summary>
    public abstract IInternalActorRef Guardian { get; }

    /// <summary>Parent of all system actors.</summary>
    public abstract IInternalActorRef SystemGuardian { get; }

    /// <summary>Parent of the guardians.</summary>
    public abstract IInternalActorRef LookupRoot { get; }

    /// <summary>Makes an actor under <c>/system</c>, which outlives all user actors.</summary>
    public abstract IActorRef SystemActorOf(Props props, string name = null);

    public abstract IActorRef SystemActorOf<TActor>(string name = null)
        where TActor : ActorBase, new();

    /// <summary>Terminates without coordinated shutdown.</summary>
    public abstract void Abort();
}

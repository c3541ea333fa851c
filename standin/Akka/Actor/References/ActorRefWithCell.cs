namespace Akka.Actor;

/// <summary>A reference to an actor of this process.</summary>
public abstract class ActorRefWithCell : InternalActorRefBase
{
    private protected ActorRefWithCell()
    {
    }

    /// <summary>The actor's children, terminating ones included.</summary>
    public abstract IEnumerable<IActorRef> Children { get; }

    /// <summary>The child of that name, which may end in <c>#uid</c>; <see cref="ActorRefs.Nobody"/> if there is none.</summary>
    public abstract IInternalActorRef GetSingleChild(string name);
}

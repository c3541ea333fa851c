using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>What the actor system itself asks of a reference; every reference is one.</summary>
public interface IInternalActorRef : IActorRef, IActorRefScope
{
    /// <summary>Reference to the parent; <see cref="ActorRefs.Nobody"/> at the root.</summary>
    IInternalActorRef Parent { get; }

    /// <summary>The provider of the actor system that made this reference.</summary>
    IActorRefProvider Provider { get; }

    /// <summary>Follows names down the tree; ".." goes up. <see cref="ActorRefs.Nobody"/> if there is no such actor.</summary>
    IActorRef GetChild(IReadOnlyList<string> name);

    void Start();

    void Stop();

    void Suspend();

    void Resume(Exception causedByFailure = null);

    void Restart(Exception cause);

    /// <summary>Sends a message that overtakes all user messages.</summary>
    void SendSystemMessage(ISystemMessage message);
}

namespace Akka.Actor;

/// <summary>What an actor can do and know about itself. Valid only on the thread that runs the actor.</summary>
public interface IActorContext : IActorRefFactory, ICanWatch
{
    IActorRef Self { get; }

    /// <summary>Sender of the message being handled; dead letters if it has none.</summary>
    IActorRef Sender { get; }

    IActorRef Parent { get; }

    /// <summary>What the actor was made from.</summary>
    Props Props { get; }

    ActorSystem System { get; }

    /// <summary>After how long without a message the actor is sent <see cref="Actor.ReceiveTimeout"/>; null for never.</summary>
    TimeSpan? ReceiveTimeout { get; }

    /// <summary>Replaces the behaviour.</summary>
    void Become(Receive receive);

    /// <summary>Puts a behaviour on top of the present one.</summary>
    void BecomeStacked(Receive receive);

    /// <summary>Returns to the behaviour below, if there is one.</summary>
    void UnbecomeStacked();

    /// <summary>The child of that name; <see cref="ActorRefs.Nobody"/> if there is none.</summary>
    IActorRef Child(string name);

    /// <summary>All children, those included that are stopping.</summary>
    IEnumerable<IActorRef> GetChildren();

    /// <summary>See <see cref="ReceiveTimeout"/>.</summary>
    void SetReceiveTimeout(TimeSpan? timeout);

    /// <summary>Stops an actor after the message it is handling.</summary>
    void Stop(IActorRef child);
}

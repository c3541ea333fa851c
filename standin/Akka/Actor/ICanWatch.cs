namespace Akka.Actor;

/// <summary>Something that is told when actors terminate.</summary>
public interface ICanWatch
{
    /// <summary>Asks for a <see cref="Terminated"/> message when the actor has terminated, or is not there.</summary>
    IActorRef Watch(IActorRef subject);

    /// <summary>Asks for that message instead of <see cref="Terminated"/>.</summary>
    IActorRef WatchWith(IActorRef subject, object message);

    /// <summary>Ends the watch; a <see cref="Terminated"/> already in the mailbox is not delivered any more.</summary>
    IActorRef Unwatch(IActorRef subject);
}

using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// Stands for an actor of this system that does not exist: all it is told becomes a dead letter, all who watch it are told it is dead.
/// </summary>
public class EmptyLocalActorRef : MinimalActorRef
{
    internal EmptyLocalActorRef(IActorRefProvider provider, ActorPath path, EventStream eventStream)
    {
        Provider = provider;
        Path = path;
        EventStream = eventStream;
    }

    public override ActorPath Path { get; }

    public override IActorRefProvider Provider { get; }

    private protected EventStream EventStream { get; }

    public override void SendSystemMessage(ISystemMessage message) => SpecialHandle(message, Provider.DeadLetters);

    protected override void TellInternal(object message, IActorRef sender)
    {
        if (message is null)
            throw new InvalidMessageException("Message is null");
        if (message is DeadLetter letter)
            SpecialHandle(letter.Message, letter.Sender);
        else if (!SpecialHandle(message, sender))
            EventStream.Publish(new DeadLetter(message, SenderOf(sender), this));
    }

    /// <summary>Handles the messages that a dead actor answers or that make no dead letter.</summary>
    private protected virtual bool SpecialHandle(object message, IActorRef sender)
    {
        switch (message)
        {
            case Watch watch:
                if (watch.Watchee.Equals(this) && !watch.Watcher.Equals(this))
                    NotifyWatcher(watch);
                return true;
            case Unwatch:
                return true;
            case Identify identify:
                sender?.Tell(new ActorIdentity(identify.MessageId, null), ActorRefs.NoSender);
                return true;
            case ActorSelectionMessage { Message: Identify identify } selection:
                if (!selection.WildCardFanOut)
                    sender?.Tell(new ActorIdentity(identify.MessageId, null), ActorRefs.NoSender);
                return true;
            case ActorSelectionMessage { Message: IDeadLetterSuppression suppressed }:
                PublishSuppressed(suppressed, sender);
                return true;
            case ActorSelectionMessage selection:
                EventStream.Publish(new DeadLetter(selection.Message, SenderOf(sender), this));
                return true;
            case IDeadLetterSuppression suppressed:
                PublishSuppressed(suppressed, sender);
                return true;
            default:
                return false;
        }
    }

    private protected static void NotifyWatcher(Watch watch) =>
        watch.Watcher.SendSystemMessage(new DeathWatchNotification(watch.Watchee, existenceConfirmed: false, addressTerminated: false));

    private protected IActorRef SenderOf(IActorRef sender) => sender.IsNobody() ? Provider.DeadLetters : sender;

    private void PublishSuppressed(IDeadLetterSuppression message, IActorRef sender) =>
        EventStream.Publish(new SuppressedDeadLetter(message, SenderOf(sender), this));
}

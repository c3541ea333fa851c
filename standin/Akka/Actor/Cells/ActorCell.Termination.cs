using Akka.Actor.Internal;
using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

internal sealed partial class ActorCell
{
    private bool _subscribedToEventStream;

    /// <summary>Called from any thread before the actor is subscribed: its termination ends the subscriptions.</summary>
    public void NoteEventStreamSubscription() => Volatile.Write(ref _subscribedToEventStream, true);

    private void Terminate()
    {
        SetReceiveTimeout(null);
        CancelReceiveTimeout();
        UnwatchAll();
        // Children first; from here on no new ones, and no user messages.
        var wasTerminating = IsTerminating;
        if (StopChildren(ChildrenWait.Termination))
        {
            if (!wasTerminating)
            {
                Mailbox.Suspend();
                _failed = Self;
            }
        }
        else
        {
            FinishTerminate();
        }
    }

    private void FinishTerminate()
    {
        var actor = _actor;
        try
        {
            if (!_hooksAreOver)
                actor?.AroundPostStop();
        }
        catch (Exception cause)
        {
            // The actor stops all the same.
            LogError(cause, cause.Message);
        }

        _stash?.UnstashAll();
        Mailbox.Close();
        Parent.SendSystemMessage(new DeathWatchNotification(Self, existenceConfirmed: true, addressTerminated: false));
        TellWatchers();
        UnwatchAll();
        if (Volatile.Read(ref _subscribedToEventStream))
            SystemImpl.EventStream.Unsubscribe(Self);
        ClearActor(actor);
        _actor = null;
        _stash = null;
        _timers = null;
        _sender = null;
        _props = Props.OfTerminated;
    }

    /// <summary>A child has stopped: what waited for it may go on.</summary>
    private void HandleChildTerminated(IActorRef child)
    {
        switch (_children.Remove(child))
        {
            case ChildrenWait.Recreation:
                FinishRecreate();
                break;
            case ChildrenWait.Creation:
                FinishCreate();
                break;
            case ChildrenWait.Termination:
                FinishTerminate();
                break;
        }
    }
}

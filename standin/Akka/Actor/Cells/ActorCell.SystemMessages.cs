using Akka.Actor.Internal;
using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

internal sealed partial class ActorCell
{
    // Set aside until the actor is fit for them: Failed while it is suspended, most of the life cycle while it waits for children.
    private List<SystemMessage> _setAside;

    private enum Readiness
    {
        Normal,
        Suspended,
        WaitingForChildren,
    }

    private Readiness CurrentReadiness =>
        _children?.Wait is ChildrenWait.Creation or ChildrenWait.Recreation ? Readiness.WaitingForChildren :
        Mailbox.IsSuspended ? Readiness.Suspended :
        Readiness.Normal;

    /// <summary>Handles a list of system messages, oldest first.</summary>
    public void Invoke(SystemMessage messages)
    {
        var readiness = CurrentReadiness;
        while (messages is not null)
        {
            var message = messages;
            messages = message.Next;
            message.Next = null;

            if (MustWait(message, readiness))
                (_setAside ??= []).Add(message);
            else
                Handle(message);

            var now = CurrentReadiness;
            if (now < readiness)
                messages = PutBefore(messages);
            readiness = now;

            if (Mailbox.IsClosed)
            {
                DiscardAll(PutBefore(messages));
                return;
            }
        }
    }

    private static bool MustWait(SystemMessage message, Readiness readiness) => readiness switch
    {
        Readiness.WaitingForChildren => message.WaitsForChildren,
        Readiness.Suspended => message.WaitsForResume,
        _ => false,
    };

    private void Handle(SystemMessage message)
    {
        try
        {
            switch (message)
            {
                case ResumeTask resume:
                    ContinueTask(resume);
                    break;
                case Failed failed:
                    HandleFailed(failed);
                    break;
                case DeathWatchNotification notification:
                    HandleDeathWatchNotification(notification);
                    break;
                case Create:
                    CreateActor();
                    break;
                case Watch watch:
                    AddWatcher(watch.Watchee, watch.Watcher);
                    break;
                case Unwatch unwatch:
                    RemoveWatcher(unwatch.Watchee, unwatch.Watcher);
                    break;
                case Recreate recreate:
                    FaultRecreate(recreate.Cause);
                    break;
                case Suspend:
                    FaultSuspend();
                    break;
                case Resume resume:
                    FaultResume(resume.CausedByFailure);
                    break;
                case Dispatch.SysMsg.Terminate:
                    Terminate();
                    break;
                default:
                    throw new NotSupportedException($"Unknown message {message.GetType().Name}");
            }
        }
        catch (Exception cause)
        {
            // Whatever an actor throws is for its supervisor to judge.
            HandleInvokeFailure(cause);
        }
    }

    /// <summary>Puts what was set aside before the messages that follow.</summary>
    private SystemMessage PutBefore(SystemMessage messages)
    {
        if (_setAside is null)
            return messages;
        for (var i = _setAside.Count - 1; i >= 0; i--)
        {
            _setAside[i].Next = messages;
            messages = _setAside[i];
        }
        _setAside = null;
        return messages;
    }

    private void DiscardAll(SystemMessage messages)
    {
        while (messages is not null)
        {
            var next = messages.Next;
            messages.Next = null;
            SystemImpl.DeadLetters.Tell(messages, Self);
            messages = next;
        }
    }
}

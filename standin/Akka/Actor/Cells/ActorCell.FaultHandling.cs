using System.Runtime.ExceptionServices;
using Akka.Actor.Internal;
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

internal sealed partial class ActorCell
{
    // Who failed, while the verdict is out: this actor, or the child whose failure it could not handle.
    private IActorRef _failed;
    private Exception _recreationCause;

    // Whether the actor object has had its last hook, and whether a restart must not call its PreRestart.
    private bool _hooksAreOver;
    private bool _skipPreRestart;

    /// <summary>Suspends this actor and its children, and asks the parent what to do. Only the first of several failures counts.</summary>
    /// <param name="cause">What went wrong.</param>
    /// <param name="alreadySuspended">Children that must not be suspended once more.</param>
    private void HandleInvokeFailure(Exception cause, IReadOnlyCollection<IActorRef> alreadySuspended = null)
    {
        if (_failed is not null || Mailbox.IsClosed)
            return;
        try
        {
            Mailbox.Suspend();
            _failed = Self;
            if (CurrentMessage is Failed escalated)
            {
                _failed = escalated.Child;
                alreadySuspended = [escalated.Child];
            }
            SuspendChildren(except: alreadySuspended ?? []);
            Parent.SendSystemMessage(new Failed(Self, cause, Self.Path.Uid));
        }
        catch (Exception unexpected)
        {
            // Last resort: an actor whose failure cannot even be reported must not live on.
            LogError(unexpected, $"Emergency stop: exception in failure handling for {cause}");
            StopChildren(ChildrenWait.Termination);
            FinishTerminate();
        }
    }

    /// <summary>A child has failed: applies the supervisor strategy; to escalate is to fail oneself.</summary>
    private void HandleFailed(Failed failure)
    {
        CurrentMessage = failure;
        _sender = failure.Child;
        var stats = _children?.Find(failure.Child);
        if (stats is not null && stats.Child.Path.Uid == failure.Uid)
        {
            var handled = _actor.SupervisorStrategyInternal.HandleFailure(
                this, failure.Child, failure.Cause, stats, _children.Snapshot());
            if (!handled)
                ExceptionDispatchInfo.Throw(failure.Cause);
        }
        CurrentMessage = null;
    }

    private void FaultSuspend()
    {
        Mailbox.Suspend();
        SuspendChildren(except: []);
    }

    private void FaultResume(Exception causedByFailure)
    {
        if (_actor is null)
        {
            FaultCreate();
            return;
        }
        var perpetrator = _failed;
        Mailbox.Resume();
        if (causedByFailure is not null)
            _failed = null;
        ResumeChildren(causedByFailure, perpetrator);
    }

    private void FaultRecreate(Exception cause)
    {
        if (_actor is null)
        {
            FaultCreate();
            return;
        }
        if (Waiting != ChildrenWait.None)
        {
            FaultResume(null);
            return;
        }

        var failedActor = _actor;
        try
        {
            if (!_skipPreRestart)
                failedActor.AroundPreRestart(cause, CurrentMessage);
        }
        catch (Exception inPreRestart)
        {
            // The restart goes on.
            LogError(new PreRestartException(Self, inPreRestart, cause, CurrentMessage), inPreRestart.Message);
        }
        _hooksAreOver = true;
        _stash?.UnstashAll();
        ClearActor(failedActor);

        _recreationCause = cause;
        if (_children is null || !_children.WaitForStopping(ChildrenWait.Recreation))
            FinishRecreate();
    }

    private void FinishRecreate()
    {
        var cause = _recreationCause;
        _recreationCause = null;
        var survivors = GetChildren().ToArray();
        try
        {
            Mailbox.Resume();
            _failed = null;
            _actor = NewActor();
            _actor.AroundPostRestart(cause, null);
            foreach (var survivor in survivors)
                survivor.Restart(cause);
        }
        catch (Exception again)
        {
            // A second failure is for the supervisor to judge, too.
            _skipPreRestart = true;
            HandleInvokeFailure(new PostRestartException(Self, again, cause), survivors);
        }
    }

    /// <summary>Construction failed and the supervisor wants another try.</summary>
    private void FaultCreate()
    {
        SetReceiveTimeout(null);
        CancelReceiveTimeout();
        if (!StopChildren(ChildrenWait.Creation))
            FinishCreate();
    }

    private void FinishCreate()
    {
        Mailbox.Resume();
        _failed = null;
        try
        {
            CreateActor();
        }
        catch (Exception cause)
        {
            HandleInvokeFailure(cause);
        }
    }

    private void LogError(Exception cause, string message) =>
        Log(new Error(cause, Self.Path.ToString(), _actor?.GetType() ?? typeof(ActorCell), message));
}

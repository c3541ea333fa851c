namespace Akka.Actor;

internal sealed partial class ActorCell
{
    private TimerScheduler _timers;
    private ActorStash _stash;

    /// <summary>Called by the constructor of an actor: timers belong to one incarnation.</summary>
    public ITimerScheduler NewTimers() => _timers = new TimerScheduler(this);

    /// <summary>Handles one user message.</summary>
    public void Invoke(in Envelope envelope)
    {
        var message = envelope.Message;
        if (message is TimerMessage timer && !TryAcceptTimer(timer, out message))
            return;

        var influencesReceiveTimeout = _receiveTimeout is not null && message is not INotInfluenceReceiveTimeout;
        try
        {
            CurrentMessage = message;
            CurrentEnvelopeId++;
            _sender = envelope.Sender;
            if (influencesReceiveTimeout)
                CancelReceiveTimeout();
            if (message is IAutoReceivedMessage)
                AutoReceive(message);
            else
                Receive(message);
            CurrentMessage = null;
        }
        catch (Exception cause)
        {
            // Whatever an actor throws is for its supervisor to judge.
            HandleInvokeFailure(cause);
        }
        finally
        {
            if (_receiveTimeout is not null || _pendingReceiveTimeout is not null)
                CheckReceiveTimeout(influencesReceiveTimeout);
        }
    }

    private void Receive(object message) => _actor.AroundReceive(_behavior, message);

    private bool TryAcceptTimer(TimerMessage timer, out object message)
    {
        message = timer.Message;
        return ReferenceEquals(timer.Owner, _timers) && _timers.Accept(timer);
    }

    private void AutoReceive(object message)
    {
        switch (message)
        {
            case Terminated terminated:
                ReceiveTerminated(terminated);
                break;
            case AddressTerminated terminated:
                ReceiveAddressTerminated(terminated.Address);
                break;
            case Kill:
                throw new ActorKilledException("Kill");
            case PoisonPill:
                _self.Stop();
                break;
            case ActorSelectionMessage selection:
                SelectionDelivery.Deliver(_self, Sender, selection);
                break;
            case Identify identify:
                Sender.Tell(new ActorIdentity(identify.MessageId, Self), Self);
                break;
        }
    }

    /// <summary>Constructs the actor object.</summary>
    private ActorBase NewActor()
    {
        _behaviors = null;
        _behavior = null;
        _timers = null;
        var actor = _props.NewActor();
        if (actor is IActorStash stashing)
            stashing.Stash = _stash = new ActorStash(this);
        if (actor is ReceiveActor receiveActor)
            receiveActor.FinishConstruction();
        actor.SupervisorStrategyInternal = _props.SupervisorStrategy;
        _hooksAreOver = false;
        _skipPreRestart = false;
        return actor;
    }

    private void CreateActor()
    {
        try
        {
            _actor = NewActor();
            _actor.AroundPreStart();
            CheckReceiveTimeout(reschedule: true);
        }
        catch (Exception cause)
        {
            // A constructor's failure is for the supervisor to judge.
            if (_actor is not null)
            {
                ClearActor(_actor);
                _actor = null;
            }
            throw new ActorInitializationException(Self, "Exception during creation", cause);
        }
    }

    /// <summary>Ends an incarnation: nothing of it may act any more.</summary>
    private void ClearActor(ActorBase actor)
    {
        if (actor is null || actor.HasBeenCleared)
            return;
        if (actor is IDisposable disposable)
        {
            try
            {
                disposable.Dispose();
            }
            catch (Exception cause)
            {
                // The actor is gone either way.
                LogError(cause, $"An error occurred while disposing {actor.GetType()}: {cause.Message}");
            }
        }
        actor.Clear(SystemImpl.DeadLetters);
        _timers?.CancelAll();
        _behaviors = null;
        _behavior = null;
        CurrentMessage = null;
    }
}

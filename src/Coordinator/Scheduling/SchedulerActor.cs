using Akka.Actor;
using Akka.Event;
using ActorDownloader.Messages;
using ActorDownloader.Transfers;

namespace ActorDownloader.Scheduling;

/// <summary>Between transfers and workers: does what <see cref="SchedulerState"/> decides. Watches every worker.</summary>
internal sealed class SchedulerActor : ReceiveActor, IWithTimers
{
    private readonly TimeProvider _timeProvider;
    private readonly long _startedAt;
    private readonly WorkerAdmission _admission;
    private readonly IActorRef _localWorkers;
    private readonly TimeSpan _checkInterval;
    private readonly TimeSpan _hedgeCheckInterval;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Dictionary<WorkerId, IActorRef> _workers = [];
    private readonly Dictionary<TransferId, IActorRef> _transfers = [];
    private SchedulerState _state;
    private bool _grantDue;
    private bool _hedgeCheckDue;

    public SchedulerActor(
        SchedulerRules rules, TimeSpan checkInterval, WorkerAdmission admission, Props localWorkers, TimeProvider timeProvider)
    {
        _state = new SchedulerState(rules);
        _checkInterval = checkInterval;
        _hedgeCheckInterval = rules.Hedging.CheckInterval;
        _admission = admission;
        _localWorkers = Context.ActorOf(localWorkers, "local-workers");
        _timeProvider = timeProvider;
        _startedAt = timeProvider.GetTimestamp();

        Receive<ChunkProtocol.Report>(m => Apply(new SchedulerEvent.Reported(m)));
        Receive<TransferProtocol.OfferChunks>(OnOffer);
        Receive<TransferProtocol.RenewSource>(m => Apply(new SchedulerEvent.SourceRenewed(m.Transfer, m.Source)));
        Receive<TransferProtocol.Fence>(m => Apply(new SchedulerEvent.FenceWanted(m.Transfer)));
        Receive<TransferProtocol.Release>(m =>
        {
            Apply(new SchedulerEvent.TransferReleased(m.Transfer));
            _transfers.Remove(m.Transfer);
            if (m.Answer)
            {
                Sender.Tell(new TransferProtocol.Happened(new TransferEvent.Withdrawn()));
            }
        });
        Receive<GrantDue>(_ =>
        {
            _grantDue = false;
            Perform(new SchedulerEvent.GrantDue());
        });
        Receive<HedgeCheckDue>(_ =>
        {
            _hedgeCheckDue = false;
            Apply(new SchedulerEvent.HedgeCheckDue());
        });
        Receive<SilenceCheckDue>(_ => Apply(new SchedulerEvent.SilenceCheckDue()));
        Receive<WorkerProtocol.Register>(OnRegister);
        Receive<ChunkProtocol.Demand>(m => Apply(new SchedulerEvent.DemandChanged(m.Worker, m.Slots)));
        Receive<WorkerProtocol.Leave>(m => OnGone(m.Worker, "left"));
        Receive<PoolProtocol.WorkerEnded>(m => OnGone(m.Worker, m.Reason));
        Receive<PoolProtocol.WorkersUnavailable>(m => Apply(new SchedulerEvent.WorkersFailed(m.Reason)));
        Receive<Terminated>(OnTerminated);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() =>
        Timers.StartPeriodicTimer(nameof(SilenceCheckDue), SilenceCheckDue.Instance, _checkInterval);

    private void OnOffer(TransferProtocol.OfferChunks offer)
    {
        _transfers[offer.Transfer] = Sender;
        Apply(new SchedulerEvent.ChunksOffered(offer.Transfer, offer.Offer, offer.Chunks, offer.Avoid, offer.IsRetry, offer.OwnConnection));
    }

    private void OnRegister(WorkerProtocol.Register register)
    {
        switch (_admission.Judge(register))
        {
            case WorkerAdmission.Verdict.Refused refused:
                _log.Warning("Refused worker process {0} on {1}: {2}", register.ProcessId, register.Host, refused.Reason);
                Sender.Tell(new WorkerProtocol.RegistrationRefused(register.Worker, refused.Reason));
                break;
            case WorkerAdmission.Verdict.Admitted admitted:
                if (_workers.TryAdd(register.Worker, Sender))
                {
                    Context.Watch(Sender);
                    _log.Info("Worker process {0} on {1} joined with {2} slots", register.ProcessId, register.Host, register.Slots);
                }

                Sender.Tell(new WorkerProtocol.Registered(register.Worker));
                if (admitted.LocalMember is { } member)
                {
                    _localWorkers.Tell(new PoolProtocol.LocalWorkerJoined(member, register.Worker));
                }

                Apply(
                    new SchedulerEvent.WorkerJoined(
                        new WorkerIdentity(register.Worker, register.Host, register.ProcessId), register.Slots));
                break;
        }
    }

    private void OnGone(WorkerId worker, string reason)
    {
        if (_workers.Remove(worker, out var actor))
        {
            Context.Unwatch(actor);
            _log.Info("Worker {0} is out of the pool: it {1}", worker, reason);
        }

        // Also of one that was given up before: now it is certain that it writes nothing more.
        Apply(new SchedulerEvent.WorkerGone(worker, reason));
    }

    /// <summary>Its actor has ended, and so will its process; or its process does not answer.</summary>
    private void OnTerminated(Terminated terminated)
    {
        var (worker, actor) = _workers.FirstOrDefault(entry => entry.Value.Equals(terminated.ActorRef));
        if (actor is null)
        {
            return;
        }

        if (!terminated.AddressTerminated)
        {
            OnGone(worker, "ended");
            return;
        }

        _workers.Remove(worker);
        _log.Warning("Worker {0} is out of the pool: it gave no sign of life", worker);
        Apply(new SchedulerEvent.WorkerUnreachable(worker));
    }

    /// <summary>
    /// Takes an event in. What it makes room for is handed out once the messages that are already here were read: many together.
    /// </summary>
    private void Apply(SchedulerEvent happened)
    {
        Perform(happened);
        if (!_grantDue && _state.Waiting > 0)
        {
            _grantDue = true;
            Self.Tell(GrantDue.Instance);
        }

        if (!_hedgeCheckDue && _state.MayHedge)
        {
            _hedgeCheckDue = true;
            Timers.StartSingleTimer(nameof(HedgeCheckDue), HedgeCheckDue.Instance, _hedgeCheckInterval);
        }
    }

    private void Perform(SchedulerEvent happened)
    {
        var window = _state.Window.Limit;
        (_state, var effects) = _state.On(happened, _timeProvider.GetElapsedTime(_startedAt));
        if (_state.Window.Limit != window)
        {
            _log.Debug("Up to {0} leases at once, {1} before", _state.Window.Limit, window);
        }

        foreach (var effect in effects)
        {
            switch (effect)
            {
                case SchedulerEffect.Grant e:
                    _workers[e.Worker].Tell(new ChunkProtocol.Grant(e.Transfers));
                    break;
                case SchedulerEffect.Withdraw e:
                    _workers.GetValueOrDefault(e.Worker)?.Tell(new ChunkProtocol.Withdraw(e.Leases));
                    break;
                case SchedulerEffect.Tell e:
                    _transfers.GetValueOrDefault(e.Transfer)?.Tell(new TransferProtocol.Happened(e.Event));
                    break;
                case SchedulerEffect.Want e:
                    _localWorkers.Tell(new PoolProtocol.LeasesWanted(e.Leases));
                    break;
                case SchedulerEffect.Wake e:
                    Timers.StartSingleTimer(nameof(GrantDue), GrantDue.Instance, e.Pause);
                    break;
                case SchedulerEffect.Fence e:
                    _localWorkers.Tell(new PoolProtocol.FenceWorker(e.Worker, e.Reason));
                    break;
                default:
                    throw new InvalidOperationException($"Unknown scheduler effect {effect.GetType().Name}.");
            }
        }
    }

    private sealed class GrantDue : INoSerializationVerificationNeeded
    {
        public static readonly GrantDue Instance = new();
    }

    private sealed class HedgeCheckDue : INoSerializationVerificationNeeded
    {
        public static readonly HedgeCheckDue Instance = new();
    }

    private sealed class SilenceCheckDue : INoSerializationVerificationNeeded
    {
        public static readonly SilenceCheckDue Instance = new();
    }
}

using System.Collections.Immutable;
using ActorDownloader.Messages;
using ActorDownloader.WorkerNode.Fetching;
using Akka.Actor;

namespace ActorDownloader.WorkerNode.Leasing;

/// <summary>Between the coordinator and the fetches: does what <see cref="WorkerState"/> decides. Never waits.</summary>
internal sealed class WorkerActor : ReceiveActor, IWithTimers
{
    private readonly WorkerIdentity _identity;
    private readonly ActorSelection _registration;
    private readonly IChunkFetcher _fetcher;
    private readonly PaceLimits _pace;
    private readonly WorkerTiming _timing;
    private readonly TimeProvider _time;
    private readonly TaskCompletionSource<WorkerExit> _exit;
    private readonly Dictionary<long, RunningFetch> _running = [];
    private readonly Action<ChunkProtocol.ObjectDiscovered> _discovered;
    private readonly long _startedAt;
    private WorkerState _state;
    private IActorRef _coordinator = ActorRefs.Nobody;

    public WorkerActor(
        WorkerIdentity identity,
        string coordinator,
        IChunkFetcher fetcher,
        PaceLimits pace,
        WorkerTiming timing,
        TimeProvider time,
        TaskCompletionSource<WorkerExit> exit)
    {
        _identity = identity;
        _registration = Context.ActorSelection(coordinator + WorkerProtocol.RegistrationPath);
        _fetcher = fetcher;
        _pace = pace;
        _timing = timing;
        _time = time;
        _exit = exit;
        _startedAt = time.GetTimestamp();
        _state = new WorkerState(identity.Worker, identity.Slots, timing.JoinTimeout);
        var self = Self;
        _discovered = discovered => self.Tell(new Happened(new WorkerEvent.Discovered(discovered)), self);
        Joining();
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        Self.Tell(JoinDue.Instance);
        Timers.StartPeriodicTimer(nameof(JoinDue), JoinDue.Instance, _timing.RegisterInterval);
    }

    protected override void PostStop()
    {
        foreach (var fetch in _running.Values)
            fetch.Withdraw();
        _exit.TrySetResult(new WorkerExit(WorkerExit.Failed, "The worker's actor ended."));
    }

    private void Joining()
    {
        Receive<JoinDue>(_ => Apply(new WorkerEvent.JoinDue(_time.GetElapsedTime(_startedAt))));
        Receive<WorkerProtocol.Registered>(_ => OnRegistered());
        Receive<WorkerProtocol.RegistrationRefused>(m => Apply(new WorkerEvent.Refused(m.Reason)));
        Receive<WorkerProtocol.Drain>(_ => Apply(new WorkerEvent.DrainAsked()));
    }

    private void Working()
    {
        Receive<ChunkProtocol.Grant>(m => Apply(new WorkerEvent.Granted(OrdersOf(m))));
        Receive<ChunkProtocol.Withdraw>(m => Apply(new WorkerEvent.Withdrawn(m.Leases)));
        Receive<Happened>(m => Apply(m.Event));
        Receive<LookInDue>(_ => LookIn());
        Receive<WorkerProtocol.Drain>(_ => Apply(new WorkerEvent.DrainAsked()));
        Receive<Terminated>(m => Apply(new WorkerEvent.CoordinatorGone(m.AddressTerminated)));
    }

    private void OnRegistered()
    {
        _coordinator = Sender;
        Context.Watch(_coordinator);
        Timers.Cancel(nameof(JoinDue));
        Timers.StartPeriodicTimer(nameof(LookInDue), LookInDue.Instance, _timing.ProgressInterval);
        Become(Working);
        Apply(new WorkerEvent.Joined());
    }

    private static ImmutableArray<FetchOrder> OrdersOf(ChunkProtocol.Grant grant) =>
        [.. grant.Transfers.SelectMany(transfer => transfer.Leases.Select(lease => new FetchOrder(transfer, lease)))];

    private void LookIn()
    {
        var progress = ImmutableArray.CreateBuilder<ChunkProtocol.ChunkProgress>(_running.Count);
        foreach (var fetch in _running.Values)
        {
            if (fetch.LookIn())
                progress.Add(new ChunkProtocol.ChunkProgress(fetch.Number, fetch.BytesWritten));
        }

        if (progress.Count > 0)
            Apply(new WorkerEvent.Progressed(progress.DrainToImmutable()));
    }

    private void Apply(WorkerEvent happened)
    {
        if (happened is WorkerEvent.FetchEnded ended && _running.Remove(ended.Outcome.Lease.Value, out var over))
            over.Dispose();
        (_state, var effects) = _state.On(happened);
        foreach (var effect in effects)
            Perform(effect);
    }

    private void Perform(WorkerEffect effect)
    {
        switch (effect)
        {
            case WorkerEffect.Register: _registration.Tell(_identity.ToRegister(), Self); break;
            case WorkerEffect.SayDemand e: _coordinator.Tell(new ChunkProtocol.Demand(_identity.Worker, e.Slots)); break;
            case WorkerEffect.StartFetch e: Start(e.Order); break;
            case WorkerEffect.StopFetch e: _running[e.Lease.Value].Withdraw(); break;
            case WorkerEffect.FlushSoon: Self.Tell(new Happened(new WorkerEvent.FlushDue())); break;
            case WorkerEffect.SendReport e: _coordinator.Tell(e.Report); break;
            case WorkerEffect.SayLeave: _coordinator.Tell(new WorkerProtocol.Leave(_identity.Worker)); break;
            case WorkerEffect.Exit e: _exit.TrySetResult(e.How); break;
            default: throw new InvalidOperationException($"Unknown worker effect {effect.GetType().Name}.");
        }
    }

    // On the pool: a fetch begins with opening a file, and neither the next lease nor the mailbox should wait for that.
    private void Start(FetchOrder order)
    {
        var fetch = _running[order.Lease.Number.Value] = new RunningFetch(order, _pace, _time);
        Task.Run(() => _fetcher.FetchAsync(fetch, _discovered))
            .PipeTo(Self, Self, outcome => new Happened(new WorkerEvent.FetchEnded(outcome)));
    }

    private sealed record Happened(WorkerEvent Event) : INoSerializationVerificationNeeded;

    private sealed class JoinDue : INoSerializationVerificationNeeded
    {
        public static readonly JoinDue Instance = new();
    }

    private sealed class LookInDue : INoSerializationVerificationNeeded
    {
        public static readonly LookInDue Instance = new();
    }
}

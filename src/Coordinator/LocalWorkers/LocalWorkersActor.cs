using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using ActorDownloader.Messages;
using ActorDownloader.Scheduling;

namespace ActorDownloader.LocalWorkers;

/// <summary>Starts, watches and ends local worker processes as <see cref="FleetState"/> decides. None outlives it.</summary>
internal sealed class LocalWorkersActor : ReceiveActor, IWithTimers
{
    private readonly FleetRules _rules;
    private readonly Func<int, WorkerBootstrap> _bootstrapFor;
    private readonly TimeProvider _timeProvider;
    private readonly long _startedAt;
    private readonly WorkerProcesses _processes;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private FleetState _state = null!;

    public LocalWorkersActor(
        FleetRules rules, Func<int, WorkerBootstrap> bootstrapFor, WorkerProcesses processes, TimeProvider timeProvider)
    {
        _rules = rules;
        _bootstrapFor = bootstrapFor;
        _processes = processes;
        _timeProvider = timeProvider;
        _startedAt = timeProvider.GetTimestamp();
        Receive<PoolProtocol.LeasesWanted>(m => Apply(new FleetEvent.LeasesWanted(m.Leases)));
        Receive<PoolProtocol.LocalWorkerJoined>(m => Apply(new FleetEvent.Joined(m.Member, m.Worker)));
        Receive<PoolProtocol.FenceWorker>(m => Apply(new FleetEvent.FenceWanted(m.Worker, m.Reason)));
        Receive<FleetEvent>(Apply);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        (_state, var effects) = FleetState.Start(_rules);
        Perform(effects);
    }

    protected override void PostStop() => _processes.KillAll();

    private void Apply(FleetEvent happened)
    {
        (_state, var effects) = _state.On(happened, _timeProvider.GetElapsedTime(_startedAt));
        Perform(effects);
    }

    private void Perform(ImmutableArray<FleetEffect> effects)
    {
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case FleetEffect.Start e:
                    Timers.StartSingleTimer(e.Member, new FleetEvent.JoinOverdue(e.Member), _rules.JoinTimeout);
                    Run(e.Member);
                    break;
                case FleetEffect.Kill e:
                    _log.Warning("Ending worker process {0}: it {1}", _processes.IdOf(e.Member), e.Reason);
                    _processes.Kill(e.Member);
                    break;
                case FleetEffect.Wake e:
                    Timers.StartSingleTimer(nameof(FleetEvent.StartDue), new FleetEvent.StartDue(), e.Pause);
                    break;
                case FleetEffect.DeclareGone e:
                    Context.Parent.Tell(new PoolProtocol.WorkerEnded(e.Worker, e.Reason));
                    break;
                case FleetEffect.DeclareUnavailable e:
                    _log.Error("{0}", e.Reason);
                    Context.Parent.Tell(new PoolProtocol.WorkersUnavailable(e.Reason));
                    break;
                default:
                    throw new InvalidOperationException($"Unknown fleet effect {effect.GetType().Name}.");
            }
        }
    }

    /// <summary>A process's whole life, off the actor's thread.</summary>
    private void Run(int member)
    {
        var bootstrap = _bootstrapFor(member);
        Task.Run(() => _processes.RunAsync(member, bootstrap)).PipeTo(Self, success: reason => new FleetEvent.Ended(member, reason));
    }
}

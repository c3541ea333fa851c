using System.Collections.Immutable;
using ActorDownloader.LocalWorkers;
using ActorDownloader.Messages;
using ActorDownloader.Planning;
using ActorDownloader.Scheduling;
using ActorDownloader.Transfers;

namespace ActorDownloader.Simulation;

/// <summary>
/// A coordinator's whole pure core with simulated workers, origin, disk and clock in one thread, driven by a seed: the same seed is the
/// same schedule, event by event. What must hold is checked after each event.
/// </summary>
internal sealed partial class SimulatedWorld
{
    private readonly Dictionary<TransferId, SimulatedTransfer> _transfers = [];
    private readonly Dictionary<WorkerId, (int Member, SimulatedWorker Worker)> _workers = [];
    private readonly HashSet<int> _processes = [];
    private readonly int _seed;
    private readonly Action<string>? _trace;
    private SchedulerState _scheduler;
    private FleetState _fleet = null!;
    private bool _grantDue;
    private bool _hedgeCheckDue;
    private int _wakes;
    private bool _quiet;

    /// <param name="seed">What everything follows from.</param>
    /// <param name="trace">Is told each event of the core.</param>
    public SimulatedWorld(int seed, Action<string>? trace = null)
    {
        _seed = seed;
        _trace = trace;
        Random = new Random(seed);
        Rot = new Random(~seed);
        Faults = SimulatedFaults.Draw(Random);
        SignatureLifetime = TimeSpan.FromSeconds(Random.Next(1, 20));
        Clock = Outside.Branch();
        _scheduler = new SchedulerState(
            new SchedulerRules(
                TimeSpan.FromSeconds(10),
                TimeSpan.FromSeconds(60),
                SimulatedFaults.DrawWindow(Random),
                SimulatedFaults.DrawBudget(Random),
                SimulatedFaults.DrawBudget(Random),
                SimulatedFaults.DrawHedging(Random)));
    }

    public Random Random { get; }

    /// <summary>Draws what a disk forgets, by itself: no other draw of a seed depends on whether it does.</summary>
    public Random Rot { get; }

    public SimulatedFaults Faults { get; }

    /// <summary>How long a signature is good for; often not for as long as a transfer takes.</summary>
    public TimeSpan SignatureLifetime { get; }

    /// <summary>The coordinator's time, which stops when it dies.</summary>
    public SimulatedClock Clock { get; private set; }

    /// <summary>Everybody's time.</summary>
    public SimulatedClock Outside { get; } = new();

    public SimulatedDisk Disk { get; } = new();

    /// <summary>How many transfers ended in each phase.</summary>
    public Dictionary<TransferPhase, int> Outcomes { get; } = [];

    /// <summary>How often it came to what earlier runs had left.</summary>
    public Dictionary<string, int> Resumptions { get; } = [];

    public bool Happens(double probability) => !_quiet && Random.NextDouble() < probability;

    /// <summary>Whether a file has lost bytes by the time that it is read.</summary>
    public bool Rots() => !_quiet && Rot.Next(4) == 0;

    public TimeSpan Draw(int maxMilliseconds) => TimeSpan.FromMilliseconds(Random.Next(maxMilliseconds));

    public SimulatedObject OriginOf(TransferId transfer) => _transfers[transfer].Origin;

    public void Check(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"Seed {_seed} at {Clock.Now}: {what}. {Describe()}");
        }
    }

    public void Trace(object to, object happened) => _trace?.Invoke($"{Outside.Now} {to}: {happened}");

    /// <summary>Runs one schedule to its end.</summary>
    public void Run()
    {
        var fleet = new FleetRules(
            Random.Next(1, 5),
            Random.Next(3),
            Random.Next(1, 9),
            Random.Next(1, 9),
            TimeSpan.FromMilliseconds(Random.Next(3) * 100),
            TimeSpan.FromMilliseconds(100),
            TimeSpan.FromSeconds(10),
            5,
            TimeSpan.FromMilliseconds(50),
            TimeSpan.FromSeconds(30));
        Start(fleet);
        var sizing = new ChunkSizing(Random.Next(1, 2000), Random.Next(50, 500), 2000, Random.Next(2, 20));
        var retry = new RetryPolicy(
            Random.Next(1, 6),
            TimeSpan.FromMilliseconds(100),
            TimeSpan.FromSeconds(10),
            5) { ChangeRestarts = Random.Next(3), MismatchRestarts = Random.Next(2) };
        for (var i = Random.Next(1, 6); i > 0; i--)
        {
            var mode = Random.Next(3) == 0 ? ChecksumMode.Off : ChecksumMode.Auto;
            Add(
                new TransferTerms(
                    null, null, null, mode, false, sizing, retry) { KeepPartial = Random.Next(4) == 0, FenceWait = Draw(3000) },
                new SimulatedObject(Random.Next(4) == 0 ? Random.Next(2) : Random.Next(10_000)));
        }

        PlanCrashes();
        RunToTheEnd();
        FetchWhatIsLeft();
        Check(Disk.Files.All(file => file.IsPublished), "a temporary file was left");
        Check(_scheduler.Strays.IsEmpty && _scheduler.Fences.IsEmpty, "the scheduler keeps leases of transfers that have ended");
        Check(_scheduler.Backlogs.IsEmpty && _scheduler.Waiting == 0, "the scheduler keeps chunks of transfers that have ended");
    }

    public void Schedule(SchedulerEvent happened)
    {
        ApplyToScheduler(happened);
        if (!_grantDue && _scheduler.Waiting > 0)
        {
            _grantDue = true;
            Clock.After(TimeSpan.Zero, () =>
            {
                _grantDue = false;
                ApplyToScheduler(new SchedulerEvent.GrantDue());
            });
        }

        if (!_hedgeCheckDue && _scheduler.MayHedge)
        {
            _hedgeCheckDue = true;
            Clock.After(_scheduler.Rules.Hedging.CheckInterval, () =>
            {
                _hedgeCheckDue = false;
                Schedule(new SchedulerEvent.HedgeCheckDue());
            });
        }
    }

    public void Report(SimulatedWorker worker, ChunkProtocol.Report report)
    {
        if (worker.Life == Life && !Happens(Faults.LostReport))
        {
            worker.Reports.Send(Clock, Draw(10), () => Schedule(new SchedulerEvent.Reported(report)));
        }
    }

    public void Kill(SimulatedWorker worker)
    {
        var isOurs = worker.IsAlive && worker.Life == Life;
        worker.Die();
        if (isOurs)
        {
            Clock.After(Draw(10), () => Keep(new FleetEvent.Ended(_workers[worker.Identity.Id].Member, "was killed")));
        }
    }

    /// <summary>Of the workers that hang, some are whole processes that are stopped: these answer no heartbeat, either.</summary>
    public void Watch(SimulatedWorker worker)
    {
        if (worker.Life == Life && Random.Next(2) == 0)
        {
            Clock.After(TimeSpan.FromSeconds(3), () =>
            {
                if (worker.IsAlive && worker.Hangs)
                {
                    Schedule(new SchedulerEvent.WorkerUnreachable(worker.Identity.Id));
                }
            });
        }
    }

    public void Ended(SimulatedTransfer transfer)
    {
        Outcomes[transfer.Phase] = Outcomes.GetValueOrDefault(transfer.Phase) + 1;
        Check(
            transfer.Published is not null == transfer.Phase is TransferPhase.Completed,
            $"{transfer.Id} ended as {transfer.Phase}, which its file contradicts");
        Count(transfer.BytesReused > 0, "resumed");
        Count(transfer.HasBegunAnew, "begun anew");
        Count(transfer.DamagedChunks > 0, "damaged");
        Count(transfer.WasMended, "mended");
        Count(transfer.Hedges > 0, "hedged");
        Count(transfer.WasContested, "contested");
        Count(transfer.IsCopy, "copied");
        Check(
            Disk.Files.Any(file => file.Owner == transfer && !file.IsPublished) == transfer.BytesKept > 0,
            $"{transfer.Id} ended with {transfer.BytesKept} bytes kept, which its file contradicts");
    }

    private void Add(TransferTerms terms, SimulatedObject origin)
    {
        Begin(new SimulatedRequest(_transfers.Count + 1, terms, origin));
        if (Happens(Faults.Overwrite))
        {
            LaterUnlessQuiet(3000, origin.Overwrite);
        }
    }

    private void CheckSilence()
    {
        Schedule(new SchedulerEvent.SilenceCheckDue());
        Clock.After(TimeSpan.FromSeconds(1), CheckSilence);
    }

    private void ApplyToScheduler(SchedulerEvent happened)
    {
        Trace("scheduler", happened);
        (_scheduler, var effects) = _scheduler.On(happened, Clock.Now);
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case SchedulerEffect.Grant e:
                    _workers[e.Worker].Worker.Commands.Send(Clock, Draw(10), () => Deliver(e));
                    break;
                case SchedulerEffect.Withdraw e:
                    _workers[e.Worker].Worker.Commands.Send(
                        Clock, Draw(10), () => e.Leases.ToList().ForEach(_workers[e.Worker].Worker.Withdraw));
                    break;
                case SchedulerEffect.Tell e:
                    _transfers[e.Transfer].Tell(TimeSpan.Zero, () => e.Event);
                    break;
                case SchedulerEffect.Want e:
                    Clock.After(TimeSpan.Zero, () => Keep(new FleetEvent.LeasesWanted(e.Leases)));
                    break;
                case SchedulerEffect.Wake e:
                    var wake = ++_wakes;
                    Clock.After(e.Pause, () =>
                    {
                        if (wake == _wakes)
                        {
                            ApplyToScheduler(new SchedulerEvent.GrantDue());
                        }
                    });
                    break;
                case SchedulerEffect.Fence e:
                    Clock.After(TimeSpan.Zero, () => Keep(new FleetEvent.FenceWanted(e.Worker, e.Reason)));
                    break;
                default:
                    throw new InvalidOperationException($"Unknown effect {effect}.");
            }
        }
    }

    private void Deliver(SchedulerEffect.Grant grant)
    {
        var worker = _workers[grant.Worker].Worker;
        foreach (var group in grant.Transfers)
        {
            foreach (var lease in group.Leases)
            {
                if (worker.IsAlive)
                {
                    worker.Take(group, lease);
                }
            }
        }
    }

    private void Keep(FleetEvent happened)
    {
        Trace("fleet", happened);
        if (happened is FleetEvent.Ended ended)
        {
            _processes.Remove(ended.Member);
        }

        (_fleet, var effects) = _fleet.On(happened, Clock.Now);
        Perform(effects);
    }

    private void Perform(ImmutableArray<FleetEffect> effects)
    {
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case FleetEffect.Start e:
                    _processes.Add(e.Member);
                    Clock.After(_fleet.Rules.JoinTimeout, () => Keep(new FleetEvent.JoinOverdue(e.Member)));
                    Clock.After(Draw(200), () => Start(e.Member));
                    break;
                case FleetEffect.Kill e:
                    foreach (var (member, worker) in _workers.Values.Where(
                        worker => worker.Member == e.Member && worker.Worker.Life == Life)
                        .ToArray())
                    {
                        Kill(worker);
                    }

                    break;
                case FleetEffect.Wake e:
                    Clock.After(e.Pause, () => Keep(new FleetEvent.StartDue()));
                    break;
                case FleetEffect.DeclareGone e:
                    Schedule(new SchedulerEvent.WorkerGone(e.Worker, e.Reason));
                    break;
                case FleetEffect.DeclareUnavailable e:
                    Schedule(new SchedulerEvent.WorkersFailed(e.Reason));
                    break;
                default:
                    throw new InvalidOperationException($"Unknown effect {effect}.");
            }
        }
    }

    private void Start(int member)
    {
        if (Happens(Faults.WorkerDeath))
        {
            Keep(new FleetEvent.Ended(member, "died young"));
            return;
        }

        var identity = new WorkerIdentity(new WorkerId(new Guid(member, (short)Life, 1, new byte[8])), "host", member);
        _workers.Add(identity.Id, (member, new SimulatedWorker(identity, _fleet.Rules.Slots, this)));
        Schedule(new SchedulerEvent.WorkerJoined(identity, _fleet.Rules.Slots));
        Keep(new FleetEvent.Joined(member, identity.Id));
    }

    private string Describe() => string.Join("; ",
        _transfers.Values.Where(transfer => transfer.IsAlive).Select(transfer => transfer.ToString())
            .Concat(
                _scheduler.Workers.Values.Select(
                    seat => $"{seat.Worker}: {seat.Leases.Count} of {seat.Slots}{(seat.IsSilent ? ", silent" : "")}"))
            .Append($"{_scheduler.Waiting} chunks wait, {_fleet.Members.Count} of {_fleet.Wanted} processes, {Faults}"));
}

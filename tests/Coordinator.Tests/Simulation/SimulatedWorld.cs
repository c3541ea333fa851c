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
internal sealed class SimulatedWorld
{
    private readonly Dictionary<TransferId, SimulatedTransfer> _transfers = [];
    private readonly Dictionary<WorkerId, (int Member, SimulatedWorker Worker)> _workers = [];
    private readonly Dictionary<string, SimulatedFile> _files = [];
    private readonly int _seed;
    private SchedulerState _scheduler;
    private FleetState _fleet = null!;
    private bool _grantDue;
    private bool _quiet;

    public SimulatedWorld(int seed)
    {
        _seed = seed;
        Random = new Random(seed);
        Faults = SimulatedFaults.Draw(Random);
        _scheduler = new SchedulerState(new SchedulerRules(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60)));
    }

    public Random Random { get; }

    public SimulatedFaults Faults { get; }

    public SimulatedClock Clock { get; } = new();

    /// <summary>How many transfers ended in each phase.</summary>
    public Dictionary<TransferPhase, int> Outcomes { get; } = [];

    public bool Happens(double probability) => !_quiet && Random.NextDouble() < probability;

    public TimeSpan Draw(int maxMilliseconds) => TimeSpan.FromMilliseconds(Random.Next(maxMilliseconds));

    public SimulatedObject OriginOf(TransferId transfer) => _transfers[transfer].Origin;

    public void Check(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"Seed {_seed} at {Clock.Now}: {what}. {Describe()}");
        }
    }

    /// <summary>Runs one schedule to its end.</summary>
    public void Run()
    {
        (_fleet, var effects) = FleetState.Start(new FleetRules(Random.Next(1, 5), Random.Next(3), Random.Next(1, 9), TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10), 5, TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(30)));
        Perform(effects);
        var sizing = new ChunkSizing(Random.Next(1, 2000), Random.Next(50, 500), 2000, Random.Next(2, 20));
        var retry = new RetryPolicy(Random.Next(1, 6), TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10), 5);
        for (var i = Random.Next(1, 6); i > 0; i--)
        {
            Add(new TransferTerms(null, null, null, Random.Next(3) == 0 ? ChecksumMode.Off : ChecksumMode.Auto, false, sizing, retry), new SimulatedObject(Random.Next(4) == 0 ? Random.Next(2) : Random.Next(10_000)));
        }

        CheckSilence();
        var steps = 0;
        while (_transfers.Values.Any(transfer => !transfer.HasEnded))
        {
            Check(Clock.Step(), "transfers wait and nothing is due");
            Check(++steps < 200_000, "transfers do not end");
            CheckInvariants();
        }

        _quiet = true;
        Check(_files.Values.All(file => file.IsPublished), "a temporary file was left");
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
    }

    public void Report(SimulatedWorker worker, ChunkProtocol.Report report)
    {
        if (!Happens(Faults.LostReport))
        {
            worker.Reports.Send(Clock, Draw(10), () => Schedule(new SchedulerEvent.Reported(report)));
        }
    }

    public void Kill(SimulatedWorker worker)
    {
        if (worker.IsAlive)
        {
            worker.Die();
            Clock.After(Draw(10), () => Keep(new FleetEvent.Ended(_workers[worker.Identity.Id].Member, "was killed")));
        }
    }

    /// <summary>Of the workers that hang, some are whole processes that are stopped: these answer no heartbeat, either.</summary>
    public void Watch(SimulatedWorker worker)
    {
        if (Random.Next(2) == 0)
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

    public string Create(string path)
    {
        _files.Add(path, new SimulatedFile(path));
        return path;
    }

    public void Write(string path, ByteRange range, string version) => _files.GetValueOrDefault(path)?.Write(range, version);

    public void Remove(string path) => _files.Remove(path);

    public void Publish(string path, long length)
    {
        Check(_files[path].VersionOf(length) is not null, $"{path} was published with bytes missing or of two versions");
        _files[path].IsPublished = true;
    }

    public void Ended(SimulatedTransfer transfer)
    {
        Outcomes[transfer.Phase] = Outcomes.GetValueOrDefault(transfer.Phase) + 1;
        Check(_files.Values.Any(file => file.IsPublished && file.Path.StartsWith(transfer.Id.ToString(), StringComparison.Ordinal)) == transfer.Phase is TransferPhase.Completed, $"{transfer.Id} ended as {transfer.Phase}, which its file contradicts");
    }

    private void Add(TransferTerms terms, SimulatedObject origin)
    {
        var transfer = new SimulatedTransfer(new TransferId(new Guid(_transfers.Count + 1, 0, 0, new byte[8])), terms, origin, this);
        _transfers.Add(transfer.Id, transfer);
        Clock.After(Draw(1000), transfer.Begin);
        if (Happens(Faults.Overwrite))
        {
            Clock.After(Draw(3000), origin.Overwrite);
        }

        if (Happens(Faults.Cancel))
        {
            Clock.After(TimeSpan.FromSeconds(1) + Draw(3000), () => transfer.On(new TransferEvent.CancelRequested()));
        }
    }

    private void CheckSilence()
    {
        Schedule(new SchedulerEvent.SilenceCheckDue());
        Clock.After(TimeSpan.FromSeconds(1), CheckSilence);
    }

    private void ApplyToScheduler(SchedulerEvent happened)
    {
        (_scheduler, var effects) = _scheduler.On(happened, Clock.Now);
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case SchedulerEffect.Grant e:
                    _workers[e.Worker].Worker.Commands.Send(Clock, Draw(10), () => Deliver(e));
                    break;
                case SchedulerEffect.Withdraw e:
                    _workers[e.Worker].Worker.Commands.Send(Clock, Draw(10), () => e.Leases.ToList().ForEach(_workers[e.Worker].Worker.Withdraw));
                    break;
                case SchedulerEffect.Tell e:
                    Clock.After(TimeSpan.Zero, () => _transfers[e.Transfer].On(e.Event));
                    break;
                case SchedulerEffect.Want e:
                    Clock.After(TimeSpan.Zero, () => Keep(new FleetEvent.LeasesWanted(e.Leases)));
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
                    Clock.After(_fleet.Rules.JoinTimeout, () => Keep(new FleetEvent.JoinOverdue(e.Member)));
                    Clock.After(Draw(200), () => Start(e.Member));
                    break;
                case FleetEffect.Kill e:
                    foreach (var (member, worker) in _workers.Values.Where(worker => worker.Member == e.Member).ToArray())
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

        var identity = new WorkerIdentity(new WorkerId(new Guid(member, 1, 1, new byte[8])), "host", member);
        _workers.Add(identity.Id, (member, new SimulatedWorker(identity, _fleet.Rules.Slots, this)));
        Schedule(new SchedulerEvent.WorkerJoined(identity, _fleet.Rules.Slots));
        Keep(new FleetEvent.Joined(member, identity.Id));
    }

    private string Describe() => string.Join("; ",
        _transfers.Values.Where(transfer => !transfer.HasEnded).Select(transfer => transfer.ToString())
            .Concat(_scheduler.Workers.Values.Select(seat => $"{seat.Worker}: {seat.Leases.Count} of {seat.Slots}{(seat.IsSilent ? ", silent" : "")}"))
            .Append($"{_scheduler.Waiting} chunks wait, {_fleet.Members.Count} of {_fleet.Wanted} processes, {Faults}"));

    private void CheckInvariants()
    {
        Check(_scheduler.Waiting == _scheduler.Backlogs.Values.Sum(backlog => backlog.Count), $"{_scheduler.Waiting} chunks are said to wait");
        Check(_scheduler.Workers.Values.All(seat => seat.Leases.All(_scheduler.Leases.ContainsKey)), "a seat holds a lease that has ended");
        Check(_scheduler.Leases.All(lease => _scheduler.Workers[lease.Value.Worker].Leases.Contains(lease.Key)), "a lease is in nobody's seat");
        Check(_scheduler.Leases.Values.Where(lease => lease.IsWanted).GroupBy(lease => lease.Chunk).All(group => group.Count() == 1), "a chunk is leased twice");
        Check(_scheduler.Workers.Values.All(seat => seat.Leases.Count <= seat.Slots), "a worker holds more leases than it has slots");
    }
}

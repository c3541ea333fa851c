using System.Collections.Immutable;
using ActorDownloader.Messages;
using ActorDownloader.Planning;

namespace ActorDownloader.Scheduling;

/// <summary>What a modelled origin gives. What is not set is not limited.</summary>
internal sealed record ModelledOrigin
{
    public double BytesPerSecondPerConnection { get; init; } = 1e12;

    public double TotalBytesPerSecond { get; init; } = 1e12;

    public double RequestsPerSecond { get; init; } = 1e9;

    public int Connections { get; init; } = int.MaxValue;

    public TimeSpan FirstByte { get; init; } = TimeSpan.FromMilliseconds(2);

    /// <summary>The share of requests that are refused for no reason.</summary>
    public double Flakiness { get; init; }
}

/// <summary>
/// The scheduler with workers that fetch one long object from a modelled origin in virtual time: bytes flow as a fluid, workers report
/// ends at once and progress at intervals, and what was turned away is offered again after a pause.
/// </summary>
internal sealed class ModelledPool
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(100);

    private readonly TransferId _transfer = new(Guid.NewGuid());
    private readonly WorkerIdentity[] _workers;
    private readonly Dictionary<LeaseNumber, Fetch> _fetches = [];
    private readonly List<(TimeSpan At, int Index)> _again = [];
    private readonly Random _random;
    private readonly long _chunkLength;
    private double _tokens;

    public ModelledPool(
        ModelledOrigin origin,
        int chunks,
        long chunkLength = 8 << 20,
        int workers = 2,
        int slots = 64,
        WindowRules? rules = null,
        int seed = 1)
    {
        Origin = origin;
        _random = new Random(seed);
        _tokens = origin.RequestsPerSecond / 10;
        _chunkLength = chunkLength;
        _workers = [.. Enumerable.Range(1, workers).Select(i => new WorkerIdentity(new WorkerId(Guid.NewGuid()), "host", i))];
        State = new SchedulerState(Windows.RulesWith(rules ?? Windows.Reference));
        foreach (var worker in _workers)
        {
            Apply(new SchedulerEvent.WorkerJoined(worker, slots));
        }

        Offer(IndexRanges.Of(0, chunks));
    }

    public ModelledOrigin Origin { get; set; }

    public SchedulerState State { get; private set; }

    public TimeSpan Now { get; private set; }

    public double Bytes { get; private set; }

    public int Fetched { get; private set; }

    public int TurnedAway { get; private set; }

    public int MostHeld { get; private set; }

    public bool IsDone => State.Waiting == 0 && _fetches.Count == 0 && _again.Count == 0;

    public int HeldBy(int worker) => State.Workers[_workers[worker].Id].Leases.Count;

    /// <summary>Lets time pass, or the object end; tells the goodput of that time in bytes a second.</summary>
    public double Run(TimeSpan time, Action? look = null)
    {
        var (since, bytes) = (Now, Bytes);
        while (Now - since < time && !IsDone)
        {
            Pass();
            look?.Invoke();
        }

        return (Bytes - bytes) / (Now - since).TotalSeconds;
    }

    private void Pass()
    {
        Now += Step;
        _tokens = Math.Min(_tokens + (Origin.RequestsPerSecond * Step.TotalSeconds), Math.Max(1, Origin.RequestsPerSecond / 10));
        Flow();
        foreach (var worker in _workers)
        {
            Report(worker);
        }

        foreach (var (_, index) in _again.Where(due => due.At <= Now).ToArray())
        {
            Offer(IndexRanges.Of(index, index + 1));
        }

        _again.RemoveAll(due => due.At <= Now);
        var granted = Apply(new SchedulerEvent.GrantDue());
        MostHeld = Math.Max(MostHeld, State.Leases.Count);
        foreach (var grant in granted.OfType<SchedulerEffect.Grant>())
        {
            foreach (var lease in grant.Transfers.SelectMany(transfer => transfer.Leases))
            {
                Begin(grant.Worker, lease);
            }
        }
    }

    private void Begin(WorkerId worker, ChunkProtocol.Lease lease)
    {
        var active = _fetches.Values.Count(fetch => !fetch.IsTurnedAway);
        var isTurnedAway = _tokens < 1 || active >= Origin.Connections || _random.NextDouble() < Origin.Flakiness;
        _tokens -= isTurnedAway ? 0 : 1;
        _fetches.Add(lease.Number, new Fetch(worker, lease.Index, Now + Origin.FirstByte, isTurnedAway));
    }

    private void Flow()
    {
        var flowing = _fetches.Values.Where(fetch => !fetch.IsTurnedAway && fetch.FirstByteAt <= Now).ToArray();
        var rate = Math.Min(Origin.BytesPerSecondPerConnection, Origin.TotalBytesPerSecond / Math.Max(1, flowing.Length));
        foreach (var fetch in flowing)
        {
            // No two connections are quite alike.
            var come = Math.Min(rate * Step.TotalSeconds * (0.8 + (0.4 * _random.NextDouble())), _chunkLength - fetch.Bytes);
            fetch.Bytes += come;
            Bytes += come;
        }
    }

    private void Report(WorkerIdentity worker)
    {
        var mine = _fetches.Where(fetch => fetch.Value.Worker == worker.Id).ToArray();
        var done = mine.Where(fetch => fetch.Value.Bytes >= _chunkLength).ToArray();
        var failed = mine.Where(fetch => fetch.Value.IsTurnedAway && fetch.Value.FirstByteAt <= Now).ToArray();
        var isTime = (Now.Ticks + (worker.ProcessId * ReportInterval.Ticks / 3)) % ReportInterval.Ticks < Step.Ticks;
        var going = isTime ? mine.Except(done).Except(failed).ToArray() : [];
        foreach (var (number, fetch) in done.Concat(failed))
        {
            _fetches.Remove(number);
            Fetched += fetch.IsTurnedAway ? 0 : 1;
            TurnedAway += fetch.IsTurnedAway ? 1 : 0;
            if (fetch.IsTurnedAway)
            {
                _again.Add((Now + TimeSpan.FromMilliseconds(_random.Next(100, 300)), fetch.Index));
            }
        }

        if (done.Length + failed.Length + going.Length > 0)
        {
            Apply(new SchedulerEvent.Reported(new ChunkProtocol.Report(
                worker.Id,
                [],
                [.. done.Select(fetch => new ChunkProtocol.ChunkFetched(fetch.Key, _chunkLength, default))],
                [.. failed.Select(
                    fetch => new ChunkProtocol.ChunkFailed(
                        fetch.Key, new FetchFailure(FetchFailureKind.Refused, "modelled", 503, "SlowDown")))],
                [.. going.Select(fetch => new ChunkProtocol.ChunkProgress(fetch.Key, (long)fetch.Value.Bytes))])));
        }
    }

    private void Offer(IndexRanges chunks) => Apply(new SchedulerEvent.ChunksOffered(
        _transfer,
        new Offer(
            0,
            new ObjectSource("http://origin/object", [], "\"a\""),
            "/t",
            new ChunkSizing(1, _chunkLength, _chunkLength, 2000),
            new ChunkPlan(_chunkLength * 1_000_000, _chunkLength, _chunkLength),
            default),
        chunks,
        null));

    private ImmutableArray<SchedulerEffect> Apply(SchedulerEvent happened)
    {
        (State, var effects) = State.On(happened, Now);
        return effects;
    }

    private sealed class Fetch(WorkerId worker, int index, TimeSpan firstByteAt, bool isTurnedAway)
    {
        public WorkerId Worker { get; } = worker;

        public int Index { get; } = index;

        public TimeSpan FirstByteAt { get; } = firstByteAt;

        public bool IsTurnedAway { get; } = isTurnedAway;

        public double Bytes { get; set; }
    }
}

using System.Collections.Immutable;
using ActorDownloader.Messages;
using ActorDownloader.Planning;
using ActorDownloader.Transfers;

namespace ActorDownloader.Scheduling;

public class HedgingSpecs
{
    private const int ChunkLength = 1000;
    private static readonly HedgingRules Hedging = Windows.Hedging;

    private readonly WorkerIdentity _one = Identity(1);
    private readonly WorkerIdentity _two = Identity(2);
    private readonly TransferId _transfer = new(Guid.NewGuid());
    private readonly Dictionary<LeaseNumber, Held> _granted = [];
    private SchedulerState _state = Of(Hedging);
    private TimeSpan _now;

    [Fact]
    public void A_chunk_that_takes_longer_than_the_others_is_leased_to_another_worker_too()
    {
        var slow = RunToTheTail();
        Assert.Empty(Look());
        _now += TimeSpan.FromSeconds(5);

        var effects = Look();

        var copy = Assert.Single(LeasesOf(effects));
        Assert.Equal((slow.Lease.Index, slow.Lease.Range), (copy.Lease.Index, copy.Lease.Range));
        Assert.NotEqual(slow.Worker, copy.Worker);
        Assert.NotEqual(slow.Lease.Number, copy.Lease.Number);
        Assert.Equal(slow.Lease.Index, Assert.IsType<TransferEvent.ChunkHedged>(Assert.Single(Told(effects))).Index);
    }

    [Fact]
    public void Two_are_enough()
    {
        RunToTheTail();
        _now += TimeSpan.FromSeconds(5);
        Look();
        _now += TimeSpan.FromSeconds(5);

        Assert.Empty(Look());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_copy_that_is_whole_first_counts_and_the_other_is_stopped(bool isTheFirst)
    {
        var (slow, copy) = Hedge();
        var (winner, loser) = isTheFirst ? (slow, copy) : (copy, slow);
        Progress(loser, 300);

        var effects = Fetch(winner);

        Assert.Equal([loser.Lease.Number], Assert.Single(effects.OfType<SchedulerEffect.Withdraw>()).Leases.ToArray());
        Assert.Equal([typeof(TransferEvent.CopyDropped), typeof(TransferEvent.ChunkFetched)], Told(effects).Select(told => told.GetType()));
        Assert.Equal(300, Told(effects).OfType<TransferEvent.CopyDropped>().Single().Bytes);
        Assert.Equal(300, _state.Twice);
        Assert.Empty(Fetch(loser));
        Assert.Empty(_state.Leases);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_failure_of_one_copy_is_none_of_the_chunk_while_the_other_runs(bool isTheFirst)
    {
        var (slow, copy) = Hedge();
        var (failing, other) = isTheFirst ? (slow, copy) : (copy, slow);

        Assert.IsType<TransferEvent.CopyDropped>(Assert.Single(Told(Fail(failing))));
        Assert.IsType<TransferEvent.ChunkFailed>(Assert.Single(Told(Fail(other))));
    }

    [Fact]
    public void The_death_of_one_copys_worker_is_none_of_the_chunk_while_the_other_runs()
    {
        var (slow, copy) = Hedge();

        Assert.IsType<TransferEvent.CopyDropped>(Assert.Single(Told(Apply(new SchedulerEvent.WorkerGone(slow.Worker, "was killed")))));
        Assert.IsType<TransferEvent.ChunkLost>(Assert.Single(Told(Apply(new SchedulerEvent.WorkerGone(copy.Worker, "was killed")))));
    }

    [Fact]
    public void Of_two_copies_that_one_worker_held_the_chunk_is_lost_once()
    {
        Apply(new SchedulerEvent.WorkerJoined(_one, 4));
        var (slow, copy) = Hedge();
        Assert.Equal(slow.Worker, copy.Worker);

        Assert.Single(Told(Apply(new SchedulerEvent.WorkerGone(_one.Id, "was killed"))).OfType<TransferEvent.ChunkLost>());
    }

    [Fact]
    public void A_copy_that_nobody_has_taken_yet_is_not_needed_any_more_when_the_first_ends()
    {
        var slow = RunToTheTail();
        _now += TimeSpan.FromSeconds(5);
        Apply(new SchedulerEvent.HedgeCheckDue());
        Assert.Equal(1, _state.Waiting);

        Fetch(slow);

        Assert.Equal((0, 0L), (_state.Waiting, _state.Twice));
        Assert.Empty(Grant());
    }

    [Fact]
    public void Progress_is_that_of_the_copy_that_has_come_further()
    {
        var (slow, copy) = Hedge();
        Assert.Single(Told(Progress(slow, 500)));

        Assert.Empty(Told(Progress(copy, 400)));
        Assert.Equal(600, Assert.IsType<TransferEvent.ChunkProgressed>(Assert.Single(Told(Progress(copy, 600)))).Bytes);
    }

    [Fact]
    public void What_will_soon_be_there_is_not_fetched_again()
    {
        var slow = RunToTheTail();
        _now += TimeSpan.FromMilliseconds(4900);
        Progress(slow, 100);
        _now += TimeSpan.FromMilliseconds(100);
        Progress(slow, 950);

        Assert.Empty(Look());
    }

    [Fact]
    public void Nothing_is_fetched_twice_while_other_chunks_of_the_transfer_wait()
    {
        RunToTheTail();
        Apply(new SchedulerEvent.DemandChanged(_one.Id, 0));
        Apply(new SchedulerEvent.DemandChanged(_two.Id, 0));
        Offer(50, 51);
        _now += TimeSpan.FromSeconds(5);

        Look();
        Assert.Equal(1, _state.Waiting);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("W/\"weak\"")]
    public void Bytes_that_nothing_pins_are_never_fetched_twice(string? etag)
    {
        RunToTheTail(etag);
        _now += TimeSpan.FromSeconds(5);

        Assert.Empty(Look());
    }

    [Fact]
    public void A_few_chunks_tell_too_little()
    {
        RunToTheTail(count: Hedging.MinChunks);
        _now += TimeSpan.FromSeconds(5);

        Assert.Empty(Look());
    }

    [Fact]
    public void Switched_off_nothing_is()
    {
        _state = Of(Hedging with { IsOn = false });
        RunToTheTail();
        _now += TimeSpan.FromSeconds(5);

        Assert.Empty(Look());
        Assert.False(_state.MayHedge);
    }

    [Fact]
    public void No_more_comes_twice_than_may()
    {
        // 6 % of the object's 41 chunks are two, and so are 6 % of the 36 that have come.
        _state = Of(Hedging with { ExtraTrafficPercent = 6 });
        RunToTheTail(left: 4);
        _now += TimeSpan.FromSeconds(5);
        var copies = LeasesOf(Look()).ToArray();
        Assert.Equal(2, copies.Length);

        // What was stopped counts as far as it had come.
        Progress(AllHeld().First(held => held.Lease.Index == copies[0].Lease.Index), 300);
        Fetch(copies[0]);
        Assert.Equal(ChunkLength + 300, _state.Twice);
        Assert.Empty(LeasesOf(Look()));
    }

    [Fact]
    public void What_is_given_up_leaves_no_account()
    {
        Hedge();

        Apply(new SchedulerEvent.TransferReleased(_transfer));

        Assert.Equal(0, _state.Twice);
        Assert.All(_state.Leases.Values, lease => Assert.Equal((false, null), (lease.IsWanted, lease.Twin)));
    }

    /// <summary>Fetches chunks in 100 ms each until so many are left, each of them leased a moment ago; tells the first.</summary>
    private Held RunToTheTail(string? etag = "\"a\"", int count = 40, int left = 1)
    {
        if (_state.Workers.IsEmpty)
        {
            Apply(new SchedulerEvent.WorkerJoined(_one, 4));
            Apply(new SchedulerEvent.WorkerJoined(_two, 4));
        }

        Offer(1, count + 1, etag);
        while (true)
        {
            Grant();
            var held = AllHeld().Where(lease => _state.Leases[lease.Lease.Number].IsWanted).ToArray();
            if (_state.Waiting == 0 && held.Length == left)
            {
                return held[0];
            }

            _now += TimeSpan.FromMilliseconds(100);
            foreach (var lease in held.Skip(_state.Waiting == 0 ? left : 0))
            {
                Fetch(lease);
            }
        }
    }

    private (Held Slow, Held Copy) Hedge()
    {
        var slow = RunToTheTail();
        _now += TimeSpan.FromSeconds(5);
        return (slow, LeasesOf(Look()).Single());
    }

    private ImmutableArray<SchedulerEffect> Look() => Apply(new SchedulerEvent.HedgeCheckDue()).AddRange(Grant());

    private IEnumerable<Held> AllHeld() => _state.Leases.Keys.OrderBy(number => number.Value).Select(number => _granted[number]);

    private List<Held> LeasesOf(IEnumerable<SchedulerEffect> effects) =>
        [.. effects.OfType<SchedulerEffect.Grant>()
            .SelectMany(grant => grant.Transfers.SelectMany(group => group.Leases).Select(lease => new Held(grant.Worker, lease)))];

    private IEnumerable<TransferEvent> Told(IEnumerable<SchedulerEffect> effects) =>
        effects.OfType<SchedulerEffect.Tell>().Select(tell => tell.Event);

    private ImmutableArray<SchedulerEffect> Grant()
    {
        var effects = Apply(new SchedulerEvent.GrantDue());
        LeasesOf(effects).ForEach(held => _granted.Add(held.Lease.Number, held));
        return effects.RemoveAll(effect => effect is SchedulerEffect.Want);
    }

    private ImmutableArray<SchedulerEffect> Fetch(Held held) =>
        Report(held, fetched: new ChunkProtocol.ChunkFetched(held.Lease.Number, held.Lease.Range.Length, default));

    private ImmutableArray<SchedulerEffect> Fail(Held held) =>
        Report(held, failed: new ChunkProtocol.ChunkFailed(held.Lease.Number, new FetchFailure(FetchFailureKind.Connection, "reset")));

    private ImmutableArray<SchedulerEffect> Progress(Held held, long bytes) =>
        Report(held, progress: new ChunkProtocol.ChunkProgress(held.Lease.Number, bytes));

    private ImmutableArray<SchedulerEffect> Report(
        Held held,
        ChunkProtocol.ChunkFetched? fetched = null,
        ChunkProtocol.ChunkFailed? failed = null,
        ChunkProtocol.ChunkProgress? progress = null) =>
        Apply(new SchedulerEvent.Reported(new ChunkProtocol.Report(
            held.Worker, [], fetched is null ? [] : [fetched], failed is null ? [] : [failed], progress is null ? [] : [progress])));

    private void Offer(int from, int to, string? etag = "\"a\"") => Apply(new SchedulerEvent.ChunksOffered(
        _transfer,
        new Offer(
            0,
            new ObjectSource("http://origin/object", [], etag),
            "/t",
            new ChunkSizing(1, ChunkLength, ChunkLength, 2000),
            new ChunkPlan(41 * ChunkLength, ChunkLength, ChunkLength),
            default),
        IndexRanges.Of(from, to),
        null));

    private ImmutableArray<SchedulerEffect> Apply(SchedulerEvent happened)
    {
        (_state, var effects) = _state.On(happened, _now);
        return effects;
    }

    private static SchedulerState Of(HedgingRules hedging) =>
        new(Windows.RulesWith(Windows.Fixed(1000)) with { LeaseSilence = TimeSpan.FromSeconds(60), Hedging = hedging });

    private static WorkerIdentity Identity(int process) => new(new WorkerId(Guid.NewGuid()), "host", process);

    private sealed record Held(WorkerId Worker, ChunkProtocol.Lease Lease);
}

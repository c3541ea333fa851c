using System.Collections.Immutable;
using ActorDownloader.Messages;
using ActorDownloader.Planning;

namespace ActorDownloader.Scheduling;

public class RetryBudgetSpecs
{
    private static readonly RetryBudgetRules Plenty = new(1000, 1000, 100);

    private readonly WorkerIdentity _worker = new(new WorkerId(Guid.NewGuid()), "host", 1);
    private readonly TransferId _one = new(Guid.NewGuid());
    private readonly TransferId _two = new(Guid.NewGuid());
    private SchedulerState _state;
    private TimeSpan _now;

    public RetryBudgetSpecs() => Start(pool: new RetryBudgetRules(Burst: 3, PerSecond: 2, PercentOfFetched: 50), transfer: Plenty);

    [Fact]
    public void Retries_beyond_the_burst_wait_for_time_to_bring_more()
    {
        Retry(_one, 5);
        Assert.Equal(3, Leases(Grant()).Count);

        var pause = Assert.Single(Grant().OfType<SchedulerEffect.Wake>()).Pause;
        Assert.InRange(pause, TimeSpan.FromMilliseconds(500), TimeSpan.FromMilliseconds(501));
        _now += pause;
        Assert.Single(Leases(Grant()));
        _now += TimeSpan.FromMilliseconds(499);
        Assert.Empty(Leases(Grant()));
        _now += TimeSpan.FromHours(1);
        Assert.Single(Leases(Grant()));
    }

    [Fact]
    public void Chunks_that_come_bring_more()
    {
        Offer(_one, 10, 12);
        var coming = Leases(Grant());
        Retry(_one, 4);
        Assert.Equal(3, Leases(Grant()).Count);

        Fetched(coming[0]);
        Assert.Empty(Leases(Grant()));
        Fetched(coming[1]);
        Assert.Single(Leases(Grant()));
    }

    [Fact]
    public void What_was_never_tried_does_not_wait_behind_retries()
    {
        Retry(_one, 5);
        Grant();
        Offer(_one, 10, 12);
        Offer(_two, 0, 1);

        Assert.Equal(3, Leases(Grant()).Count);
    }

    [Fact]
    public void What_was_lost_with_its_worker_takes_nothing()
    {
        Offer(_one, 0, 5, _worker.Id, isRetry: false);

        Assert.Equal(5, Leases(Grant()).Count);
    }

    [Fact]
    public void A_transfer_leaves_retries_for_others()
    {
        Start(pool: Plenty, transfer: new RetryBudgetRules(Burst: 2, PerSecond: 1, PercentOfFetched: 0));
        Retry(_one, 5);
        Retry(_two, 1);

        var transfers = Grant().OfType<SchedulerEffect.Grant>().SelectMany(grant => grant.Transfers);

        Assert.Equal([1, 2], transfers.Select(transfer => transfer.Leases.Length).Order());
    }

    [Fact]
    public void What_is_offered_for_a_connection_of_its_own_is_leased_so()
    {
        Apply(new SchedulerEvent.ChunksOffered(_one, OfferOf(), IndexRanges.Of(0, 1), _worker.Id, IsRetry: true, OwnConnection: true));
        Retry(_two, 1);

        Assert.Equal([(0, false), (0, true)], Leases(Grant()).Select(lease => (lease.Index, lease.OwnConnection)).Order());
    }

    [Fact]
    public void A_bucket_never_holds_more_than_the_burst()
    {
        var budget = RetryBudget.Of(new RetryBudgetRules(Burst: 1, PerSecond: 10, PercentOfFetched: 100))
            .Earn(TimeSpan.FromHours(1))
            .Take(TimeSpan.FromHours(1));

        Assert.NotEqual(TimeSpan.Zero, budget.WaitFor(TimeSpan.FromHours(1)));
    }

    [System.Diagnostics.CodeAnalysis.MemberNotNull(nameof(_state))]
    private void Start(RetryBudgetRules pool, RetryBudgetRules transfer)
    {
        _state = new SchedulerState(Windows.RulesWith(Windows.Fixed(1000)) with { PoolRetries = pool, TransferRetries = transfer });
        Apply(new SchedulerEvent.WorkerJoined(_worker, 100));
    }

    private void Retry(TransferId transfer, int chunks) => Offer(transfer, 0, chunks, _worker.Id, isRetry: true);

    private void Offer(
        TransferId transfer, int from, int to, WorkerId? avoid = null, bool isRetry = false) => Apply(new SchedulerEvent.ChunksOffered(
        transfer,
        OfferOf(),
        IndexRanges.Of(from, to),
        avoid,
        isRetry));

    private static Offer OfferOf() =>
        new(
            0,
            new ObjectSource("http://origin/object", [], "\"a\""),
            "/t",
            new ChunkSizing(1, 10, 10, 2000),
            new ChunkPlan(1000, 10, 10),
            default);

    private ImmutableArray<SchedulerEffect> Grant() => Apply(new SchedulerEvent.GrantDue());

    private static List<ChunkProtocol.Lease> Leases(IEnumerable<SchedulerEffect> effects) =>
        [.. effects.OfType<SchedulerEffect.Grant>().SelectMany(grant => grant.Transfers).SelectMany(transfer => transfer.Leases)];

    private void Fetched(ChunkProtocol.Lease lease) =>
        Apply(
            new SchedulerEvent.Reported(
                new ChunkProtocol.Report(_worker.Id, [], [new(lease.Number, lease.Range.Length, default)], [], [])));

    private ImmutableArray<SchedulerEffect> Apply(SchedulerEvent happened)
    {
        (_state, var effects) = _state.On(happened, _now);
        return effects;
    }
}

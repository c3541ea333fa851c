using System.Collections.Immutable;
using ActorDownloader.Messages;
using ActorDownloader.Planning;
using ActorDownloader.Transfers;

namespace ActorDownloader.Scheduling;

public class SchedulerStateSpecs
{
    private static readonly SchedulerRules Rules = Windows.RulesWith(Windows.Fixed(1000));
    private static readonly ChunkSizing Sizing = new(10, 10, 10, 2000);

    private readonly WorkerIdentity _one = Identity(1);
    private readonly WorkerIdentity _two = Identity(2);
    private readonly TransferId _long = new(Guid.NewGuid());
    private readonly TransferId _short = new(Guid.NewGuid());
    private SchedulerState _state = new(Rules);
    private TimeSpan _now;

    [Fact]
    public void Chunks_are_leased_up_to_the_slots_of_each_worker()
    {
        Join(_one, 2);
        Join(_two, 3);
        Offer(_long, 0, 100);

        var grants = Grant().OfType<SchedulerEffect.Grant>().ToArray();

        Assert.Equal(2, LeasesOf(grants, _one).Count);
        Assert.Equal(3, LeasesOf(grants, _two).Count);
        Assert.Equal(
            5, grants.SelectMany(grant => grant.Transfers).SelectMany(t => t.Leases).Select(lease => lease.Index).Distinct().Count());
    }

    [Fact]
    public void What_was_granted_is_not_granted_again()
    {
        Join(_one, 2);
        Offer(_long, 0, 100);
        Grant();

        Assert.Empty(Grant().OfType<SchedulerEffect.Grant>());
    }

    [Fact]
    public void A_long_transfer_does_not_delay_a_short_one()
    {
        Join(_one, 4);
        Offer(_long, 0, 10_000);
        Offer(_short, 0, 1);

        Assert.Contains(Granted(Grant()), chunk => chunk.Transfer == _short);
    }

    [Fact]
    public void Higher_priority_goes_first()
    {
        Join(_one, 2);
        Offer(_long, 0, 100);
        Offer(_short, 0, 2, priority: 1);

        Assert.All(Granted(Grant()), chunk => Assert.Equal(_short, chunk.Transfer));
    }

    [Fact]
    public void Work_is_spread_over_the_workers()
    {
        Join(_one, 16);
        Join(_two, 16);
        Offer(_long, 0, 8);

        var grants = Grant();

        Assert.Equal(4, LeasesOf(grants, _one).Count);
        Assert.Equal(4, LeasesOf(grants, _two).Count);
    }

    [Fact]
    public void The_chunk_of_an_unknown_object_discovers_it()
    {
        Join(_one, 2);
        Apply(new SchedulerEvent.ChunksOffered(_short, OfferOf(0, plan: null), IndexRanges.Of(0, 1), null));

        var lease = Assert.Single(LeasesOf(Grant(), _one));
        Assert.Equal(Sizing.Threshold, lease.DiscoveryThreshold);
        Assert.Equal(new ByteRange(0, 10), lease.Range);
    }

    [Fact]
    public void A_chunk_that_came_back_goes_to_another_worker()
    {
        Join(_one, 2);
        Join(_two, 2);
        Apply(new SchedulerEvent.ChunksOffered(_short, OfferOf(0), IndexRanges.Of(3, 4), _one.Id));

        Assert.Single(LeasesOf(Grant(), _two));
    }

    [Fact]
    public void A_chunk_that_came_back_waits_for_the_other_worker_if_that_is_busy()
    {
        Join(_one, 1);
        Join(_two, 1);
        Offer(_long, 0, 2);
        var busy = LeasesOf(Grant(), _two)[0];
        Apply(Report(_one, fetched: [LeasesOfHeld(_one)]));
        Apply(new SchedulerEvent.ChunksOffered(_short, OfferOf(0), IndexRanges.Of(3, 4), _one.Id));
        Assert.Empty(Grant().OfType<SchedulerEffect.Grant>());

        Apply(Report(_two, fetched: [busy.Number]));
        Assert.Single(LeasesOf(Grant(), _two));
    }

    [Fact]
    public void A_chunk_that_came_back_goes_to_the_same_worker_if_there_is_no_other()
    {
        Join(_one, 1);
        Apply(new SchedulerEvent.ChunksOffered(_short, OfferOf(0), IndexRanges.Of(3, 4), _one.Id));

        Assert.Single(LeasesOf(Grant(), _one));
    }

    [Fact]
    public void A_result_is_told_to_its_transfer_and_frees_the_slot()
    {
        Join(_one, 1);
        Offer(_long, 0, 2);
        var lease = Assert.Single(LeasesOf(Grant(), _one));

        var told = Assert.Single(Apply(Report(_one, fetched: [lease.Number])).OfType<SchedulerEffect.Tell>());
        Assert.Equal(_long, told.Transfer);
        Assert.Equal(0, Assert.IsType<TransferEvent.ChunkFetched>(told.Event).Index);
        Assert.Equal(1, Assert.Single(LeasesOf(Grant(), _one)).Index);
    }

    [Fact]
    public void A_late_result_changes_nothing()
    {
        Join(_one, 1);
        Join(_two, 1);
        Offer(_long, 0, 1);
        var grants = Grant();
        var holder = LeasesOf(grants, _one).Count == 1 ? _one : _two;
        var lease = LeasesOf(grants, holder)[0];
        _now = TimeSpan.FromSeconds(11);
        Apply(new SchedulerEvent.SilenceCheckDue());

        Assert.Empty(Apply(Report(holder, fetched: [lease.Number])));
    }

    [Fact]
    public void Nobody_can_report_on_anothers_lease()
    {
        Join(_one, 1);
        Join(_two, 1);
        Offer(_long, 0, 2);
        var lease = LeasesOf(Grant(), _one)[0];

        Assert.Empty(Apply(Report(_two, fetched: [lease.Number])));
        Assert.Contains(lease.Number, _state.Leases.Keys);
    }

    [Fact]
    public void A_worker_that_is_gone_loses_its_chunks_at_once()
    {
        Join(_one, 2);
        Offer(_long, 0, 2);
        Grant();

        var lost = Apply(new SchedulerEvent.WorkerGone(_one.Id, "was killed"))
            .OfType<SchedulerEffect.Tell>()
            .Select(tell => Assert.IsType<TransferEvent.ChunkLost>(tell.Event));
        Assert.Equal([0, 1], lost.Select(chunk => chunk.Index).Order());
        Assert.Empty(_state.Leases);
    }

    [Fact]
    public void A_worker_that_gives_no_sign_of_life_loses_its_chunks_and_is_ended_if_it_is_local()
    {
        Join(_one, 2);
        Offer(_long, 0, 2);
        Grant();

        var effects = Apply(new SchedulerEvent.WorkerUnreachable(_one.Id));
        Assert.Equal(2, effects.OfType<SchedulerEffect.Tell>().Count(tell => tell.Event is TransferEvent.ChunkLost));
        Assert.Equal(_one.Id, Assert.Single(effects.OfType<SchedulerEffect.Fence>()).Worker);
        Assert.Empty(_state.Workers);
        Assert.Empty(Apply(new SchedulerEvent.WorkerUnreachable(_one.Id)));
    }

    [Fact]
    public void A_silent_worker_loses_its_chunk_and_gets_no_more_until_it_is_heard_of()
    {
        Join(_one, 2);
        Offer(_long, 0, 1);
        var lease = LeasesOf(Grant(), _one)[0];
        _now = TimeSpan.FromSeconds(11);

        var effects = Apply(new SchedulerEvent.SilenceCheckDue());
        Assert.Single(effects.OfType<SchedulerEffect.Fence>());
        Assert.Single(effects.OfType<SchedulerEffect.Tell>());
        Assert.Equal([lease.Number], Assert.Single(effects.OfType<SchedulerEffect.Withdraw>()).Leases.ToArray());
        Offer(_short, 0, 1);
        Assert.Empty(Grant().OfType<SchedulerEffect.Grant>());
        Apply(Report(_one, fetched: [lease.Number]));
        Assert.Single(Grant().OfType<SchedulerEffect.Grant>());
    }

    [Fact]
    public void Progress_keeps_a_lease_alive()
    {
        Join(_one, 1);
        Offer(_long, 0, 1);
        var lease = LeasesOf(Grant(), _one)[0];
        _now = TimeSpan.FromSeconds(9);
        Apply(Report(_one, progress: [lease.Number]));
        _now = TimeSpan.FromSeconds(18);

        Assert.Empty(Apply(new SchedulerEvent.SilenceCheckDue()));
    }

    [Fact]
    public void A_released_transfer_is_withdrawn_and_heard_of_no_more()
    {
        Join(_one, 2);
        Offer(_long, 0, 10);
        var leases = LeasesOf(Grant(), _one);

        var withdraw = Assert.Single(Apply(new SchedulerEvent.TransferReleased(_long)).OfType<SchedulerEffect.Withdraw>());
        Assert.Equal(leases.Select(lease => lease.Number).ToHashSet(), withdraw.Leases.ToHashSet());
        Assert.Equal(0, _state.Waiting);
        Assert.Empty(Apply(Report(_one, fetched: [leases[0].Number])));
    }

    [Fact]
    public void A_withdrawn_lease_keeps_its_slot_until_the_worker_has_let_go()
    {
        Join(_one, 1);
        Offer(_long, 0, 1);
        var lease = LeasesOf(Grant(), _one)[0];
        Apply(new SchedulerEvent.TransferReleased(_long));
        Offer(_short, 0, 1);
        Assert.Empty(Grant().OfType<SchedulerEffect.Grant>());

        Apply(Report(_one, fetched: [lease.Number]));
        Assert.Single(Grant().OfType<SchedulerEffect.Grant>());
    }

    [Fact]
    public void A_worker_that_wants_nothing_gets_nothing()
    {
        Join(_one, 4);
        Apply(new SchedulerEvent.DemandChanged(_one.Id, 0));
        Offer(_long, 0, 4);

        Assert.Empty(Grant().OfType<SchedulerEffect.Grant>());
    }

    [Fact]
    public void A_renewed_signature_is_used_for_what_waits()
    {
        Offer(_long, 0, 1);
        Apply(new SchedulerEvent.SourceRenewed(_long, new ObjectSource("http://origin/new", [], null)));
        Join(_one, 1);

        Assert.Equal("http://origin/new", Assert.Single(Grant().OfType<SchedulerEffect.Grant>()).Transfers[0].Source.Url);
    }

    [Fact]
    public void More_workers_are_wanted_for_what_waits()
    {
        Join(_one, 2);
        Offer(_long, 0, 10);

        Assert.Equal(10, Assert.Single(Grant().OfType<SchedulerEffect.Want>()).Leases);
    }

    [Fact]
    public void Without_any_worker_transfers_do_not_wait_for_ever()
    {
        Offer(_long, 0, 1);
        Assert.Empty(Apply(new SchedulerEvent.SilenceCheckDue()));
        _now = TimeSpan.FromSeconds(61);

        Assert.IsType<TransferEvent.WorkersUnavailable>(
            Assert.Single(Apply(new SchedulerEvent.SilenceCheckDue()).OfType<SchedulerEffect.Tell>()).Event);
    }

    [Fact]
    public void Failing_local_workers_fail_transfers_only_where_there_is_no_other_worker()
    {
        Offer(_long, 0, 1);
        Assert.Single(Apply(new SchedulerEvent.WorkersFailed("no executable")).OfType<SchedulerEffect.Tell>());
        Join(_one, 1);
        Assert.Empty(Apply(new SchedulerEvent.WorkersFailed("no executable")));
    }

    private static WorkerIdentity Identity(int process) => new(new WorkerId(Guid.NewGuid()), "host", process);

    private static Offer OfferOf(int priority, ChunkPlan? plan) =>
        new(priority, new ObjectSource("http://origin/object", [], "\"a\""), "/t", Sizing, plan, default);

    private static Offer OfferOf(int priority) => OfferOf(priority, new ChunkPlan(1_000_000, 10, 10));

    private static List<ChunkProtocol.Lease> LeasesOf(IEnumerable<SchedulerEffect> effects, WorkerIdentity worker) =>
        [.. effects.OfType<SchedulerEffect.Grant>()
            .Where(grant => grant.Worker == worker.Id)
            .SelectMany(grant => grant.Transfers)
            .SelectMany(transfer => transfer.Leases)];

    private static List<ChunkId> Granted(IEnumerable<SchedulerEffect> effects) =>
        [.. effects.OfType<SchedulerEffect.Grant>()
            .SelectMany(grant => grant.Transfers)
            .SelectMany(transfer => transfer.Leases.Select(lease => new ChunkId(transfer.Transfer, lease.Index)))];

    private static SchedulerEvent.Reported Report(
        WorkerIdentity worker, LeaseNumber[]? fetched = null, LeaseNumber[]? progress = null) => new(new ChunkProtocol.Report(
        worker.Id,
        [],
        [.. (fetched ?? []).Select(lease => new ChunkProtocol.ChunkFetched(lease, 10, default))],
        [],
        [.. (progress ?? []).Select(lease => new ChunkProtocol.ChunkProgress(lease, 1))]));

    private LeaseNumber LeasesOfHeld(WorkerIdentity worker) => _state.Workers[worker.Id].Leases.First();

    private void Join(WorkerIdentity worker, int slots) => Apply(new SchedulerEvent.WorkerJoined(worker, slots));

    private void Offer(TransferId transfer, int from, int to, int priority = 0) =>
        Apply(new SchedulerEvent.ChunksOffered(transfer, OfferOf(priority), IndexRanges.Of(from, to), null));

    private ImmutableArray<SchedulerEffect> Grant() => Apply(new SchedulerEvent.GrantDue());

    private ImmutableArray<SchedulerEffect> Apply(SchedulerEvent happened)
    {
        (_state, var effects) = _state.On(happened, _now);
        return effects;
    }
}

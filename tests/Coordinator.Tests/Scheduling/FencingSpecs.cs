using System.Collections.Immutable;
using ActorDownloader.Messages;
using ActorDownloader.Planning;
using ActorDownloader.Transfers;

namespace ActorDownloader.Scheduling;

/// <summary>Whether somebody may still write to a transfer's file.</summary>
public class FencingSpecs
{
    private static readonly ObjectSource Source = new("http://origin/object", [], "\"a\"");

    private readonly WorkerIdentity _one = new(new WorkerId(Guid.NewGuid()), "host", 1);
    private readonly WorkerIdentity _two = new(new WorkerId(Guid.NewGuid()), "host", 2);
    private readonly TransferId _transfer = new(Guid.NewGuid());
    private SchedulerState _state = new(Windows.RulesWith(Windows.Fixed(1000)));
    private TimeSpan _now;

    [Fact]
    public void Where_every_lease_has_ended_the_answer_comes_at_once()
    {
        var lease = Lease(_one);
        Answer(_one, lease);

        Assert.True(IsFenced(Fence()));
    }

    [Fact]
    public void A_lease_that_is_taken_back_is_waited_for()
    {
        var lease = Lease(_one);

        var effects = Fence();

        Assert.Equal([lease], Assert.Single(effects.OfType<SchedulerEffect.Withdraw>()).Leases.ToArray());
        Assert.False(IsFenced(effects));
        Assert.True(IsFenced(Answer(_one, lease)));
    }

    [Fact]
    public void Every_one_of_them_is_waited_for()
    {
        var first = Lease(_one);
        var second = Lease(_two);
        Fence();

        Assert.False(IsFenced(Answer(_one, first)));
        Assert.True(IsFenced(Answer(_two, second)));
    }

    [Fact]
    public void A_silent_worker_may_still_write_until_it_says_that_it_has_stopped()
    {
        var lease = Lease(_one);
        FallSilent();

        Assert.False(IsFenced(Fence()));
        Assert.False(IsFenced(Answer(_two, lease)));
        Assert.True(IsFenced(Answer(_one, lease)));
    }

    [Fact]
    public void A_worker_that_falls_silent_while_it_is_waited_for_may_still_write()
    {
        var lease = Lease(_one);
        Fence();

        Assert.False(IsFenced(FallSilent()));
        Assert.True(IsFenced(Answer(_one, lease)));
    }

    [Fact]
    public void A_worker_that_cannot_be_reached_may_still_write_until_it_has_ended()
    {
        Lease(_one);
        Apply(new SchedulerEvent.WorkerUnreachable(_one.Id));

        Assert.False(IsFenced(Fence()));
        Assert.True(IsFenced(Apply(new SchedulerEvent.WorkerGone(_one.Id, "exited"))));
    }

    [Fact]
    public void A_worker_that_cannot_be_reached_may_say_that_it_has_stopped_nevertheless()
    {
        var lease = Lease(_one);
        Apply(new SchedulerEvent.WorkerUnreachable(_one.Id));
        Fence();

        Assert.True(IsFenced(Answer(_one, lease)));
    }

    [Fact]
    public void A_worker_that_has_ended_writes_nothing()
    {
        Lease(_one);

        var told = Assert.Single(Told(Apply(new SchedulerEvent.WorkerGone(_one.Id, "exited"))));

        Assert.False(Assert.IsType<TransferEvent.ChunkLost>(told).MayWrite);
        Assert.True(IsFenced(Fence()));
    }

    [Fact]
    public void That_a_lost_chunk_may_still_be_written_is_told()
    {
        Lease(_one);

        Assert.True(Assert.IsType<TransferEvent.ChunkLost>(Assert.Single(Told(FallSilent()))).MayWrite);
    }

    [Fact]
    public void What_a_transfer_does_not_wait_for_any_more_is_forgotten()
    {
        var lease = Lease(_one);
        FallSilent();
        Fence();

        Apply(new SchedulerEvent.TransferReleased(_transfer));

        Assert.Empty(_state.Strays);
        Assert.Empty(_state.Fences);
        Assert.False(IsFenced(Answer(_one, lease)));
    }

    private LeaseNumber Lease(WorkerIdentity worker)
    {
        Apply(new SchedulerEvent.WorkerJoined(worker, 1));
        var index = _state.Leases.Count;
        Apply(new SchedulerEvent.ChunksOffered(
            _transfer,
            new Offer(0, Source, "/t", new ChunkSizing(1, 10, 10, 2000), new ChunkPlan(100, 10, 10), default),
            IndexRanges.Of(index, index + 1),
            null));
        return Apply(new SchedulerEvent.GrantDue()).OfType<SchedulerEffect.Grant>().Single().Transfers.Single().Leases.Single().Number;
    }

    private ImmutableArray<SchedulerEffect> FallSilent()
    {
        _now += _state.Rules.LeaseSilence + TimeSpan.FromSeconds(1);
        return Apply(new SchedulerEvent.SilenceCheckDue());
    }

    private ImmutableArray<SchedulerEffect> Fence() => Apply(new SchedulerEvent.FenceWanted(_transfer));

    private ImmutableArray<SchedulerEffect> Answer(WorkerIdentity worker, LeaseNumber lease)
    {
        var stopped = new ChunkProtocol.ChunkFailed(lease, new FetchFailure(FetchFailureKind.Withdrawn, "withdrawn"));
        return Apply(new SchedulerEvent.Reported(new ChunkProtocol.Report(worker.Id, [], [], [stopped], [])));
    }

    private static bool IsFenced(IEnumerable<SchedulerEffect> effects) => Told(effects).Any(told => told is TransferEvent.Fenced);

    private static IEnumerable<TransferEvent> Told(IEnumerable<SchedulerEffect> effects) =>
        effects.OfType<SchedulerEffect.Tell>().Select(tell => tell.Event);

    private ImmutableArray<SchedulerEffect> Apply(SchedulerEvent happened)
    {
        (_state, var effects) = _state.On(happened, _now);
        return effects;
    }
}

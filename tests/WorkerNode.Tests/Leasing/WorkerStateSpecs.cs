using ActorDownloader.Messages;
using ActorDownloader.WorkerNode.Fetching;

namespace ActorDownloader.WorkerNode.Leasing;

public sealed class WorkerStateSpecs
{
    private static readonly WorkerId Me = new(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
    private WorkerState _state = new(Me, Slots: 4, JoinTimeout: TimeSpan.FromSeconds(30));

    [Fact]
    public void It_asks_again_until_it_is_in()
    {
        Assert.Equal([new WorkerEffect.Register()], On(new WorkerEvent.JoinDue(TimeSpan.Zero)));
        Assert.Equal([new WorkerEffect.Register()], On(new WorkerEvent.JoinDue(TimeSpan.FromSeconds(29.9))));
        Assert.Equal([new WorkerEffect.SayDemand(4)], On(new WorkerEvent.Joined()));
        Assert.Empty(On(new WorkerEvent.JoinDue(TimeSpan.FromSeconds(31))));
    }

    [Fact]
    public void A_second_welcome_changes_nothing()
    {
        Join();

        Assert.Empty(On(new WorkerEvent.Joined()));
        Assert.Empty(On(new WorkerEvent.Refused("late")));
    }

    [Fact]
    public void It_gives_up_when_nobody_answers() => AssertExits(WorkerExit.Failed, On(new WorkerEvent.JoinDue(TimeSpan.FromSeconds(30))));

    [Fact]
    public void A_refusal_ends_it_with_the_reason()
    {
        var exit = AssertExits(WorkerExit.Failed, On(new WorkerEvent.Refused("protocol version 2, not 1")));

        Assert.Equal("protocol version 2, not 1", exit.Reason);
    }

    [Fact]
    public void A_worker_that_has_not_joined_drains_at_once() => AssertExits(WorkerExit.Done, On(new WorkerEvent.DrainAsked()));

    [Fact]
    public void Every_lease_of_a_grant_is_begun_once()
    {
        Join();

        Assert.Equal([Started(1), Started(2)], On(Granted(1, 2)));
        Assert.Equal([Started(3)], On(Granted(2, 3)));
        Assert.Equal(3, _state.Held.Length);
    }

    [Fact]
    public void What_comes_together_is_reported_together()
    {
        Join();
        On(Granted(1, 2, 3));
        var discovered = new ChunkProtocol.ObjectDiscovered(new LeaseNumber(3), 9, null, null, null, [], ChunkChecksumAlgorithm.Crc32C);

        Assert.Equal([new WorkerEffect.FlushSoon()], On(new WorkerEvent.FetchEnded(Fetched(1))));
        Assert.Empty(On(new WorkerEvent.FetchEnded(Failed(2))));
        Assert.Empty(On(new WorkerEvent.Discovered(discovered)));
        var report = ReportIn(On(new WorkerEvent.FlushDue()));

        Assert.Equal(Me, report.Worker);
        Assert.Equal(Fetched(1).Fetched, Assert.Single(report.Fetched));
        Assert.Equal(Failed(2).Failed, Assert.Single(report.Failed));
        Assert.Equal(discovered, Assert.Single(report.Discovered));
        Assert.Equal(new LeaseNumber(3), Assert.Single(_state.Held).Lease.Number);
    }

    [Fact]
    public void Nothing_is_reported_twice()
    {
        Join();
        On(Granted(1));
        On(new WorkerEvent.FetchEnded(Fetched(1)));
        On(new WorkerEvent.FlushDue());

        Assert.Empty(On(new WorkerEvent.FlushDue()));
        Assert.Equal([new WorkerEffect.FlushSoon()], On(new WorkerEvent.FetchEnded(Fetched(2))));
    }

    [Fact]
    public void Progress_takes_along_what_waits()
    {
        Join();
        On(Granted(1, 2));
        On(new WorkerEvent.FetchEnded(Fetched(1)));

        var report = ReportIn(On(new WorkerEvent.Progressed([new ChunkProtocol.ChunkProgress(new LeaseNumber(2), 50)])));

        Assert.Equal(new ChunkProtocol.ChunkProgress(new LeaseNumber(2), 50), Assert.Single(report.Progress));
        Assert.Equal(Fetched(1).Fetched, Assert.Single(report.Fetched));
        Assert.Empty(On(new WorkerEvent.FlushDue()));
    }

    [Fact]
    public void A_withdrawn_lease_is_stopped_and_one_that_is_not_held_answered_for()
    {
        Join();
        On(Granted(1, 2));

        var effects = On(new WorkerEvent.Withdrawn([new LeaseNumber(2), new LeaseNumber(9)]));

        Assert.Contains(new WorkerEffect.StopFetch(new LeaseNumber(2)), effects);
        var failed = Assert.Single(ReportIn(On(new WorkerEvent.FlushDue())).Failed);
        Assert.Equal((new LeaseNumber(9), FetchFailureKind.Withdrawn), (failed.Lease, failed.Failure.Kind));
    }

    [Fact]
    public void Draining_ends_what_is_held_and_then_leaves()
    {
        Join();
        On(Granted(1, 2));

        Assert.Equal([new WorkerEffect.SayDemand(0), new WorkerEffect.FlushSoon()], On(new WorkerEvent.DrainAsked()));
        Assert.Empty(On(new WorkerEvent.FlushDue()));
        Assert.Empty(On(new WorkerEvent.DrainAsked()));
        On(new WorkerEvent.FetchEnded(Fetched(1)));
        ReportIn(On(new WorkerEvent.FlushDue()));
        On(new WorkerEvent.FetchEnded(Fetched(2)));
        var last = On(new WorkerEvent.FlushDue());

        Assert.IsType<WorkerEffect.SendReport>(last[0]);
        Assert.Equal(new WorkerEffect.SayLeave(), last[1]);
        AssertExits(WorkerExit.Done, last);
    }

    [Fact]
    public void A_grant_that_crosses_the_drain_is_fulfilled()
    {
        Join();
        On(new WorkerEvent.DrainAsked());

        Assert.Equal([Started(1)], On(Granted(1)));
        Assert.Empty(On(new WorkerEvent.FlushDue()));
    }

    [Fact]
    public void An_idle_worker_drains_at_once()
    {
        Join();
        On(new WorkerEvent.DrainAsked());

        var last = On(new WorkerEvent.FlushDue());

        Assert.Equal(new WorkerEffect.SayLeave(), last[0]);
        AssertExits(WorkerExit.Done, last);
    }

    [Theory]
    [InlineData(true, WorkerExit.Failed)]
    [InlineData(false, WorkerExit.Done)]
    public void A_coordinator_that_is_gone_ends_everything(bool unreachable, int code)
    {
        Join();
        On(Granted(1));

        var last = On(new WorkerEvent.CoordinatorGone(unreachable));

        Assert.Equal(new WorkerEffect.StopFetch(new LeaseNumber(1)), last[0]);
        AssertExits(code, last);
    }

    [Fact]
    public void Nothing_matters_after_the_end()
    {
        Join();
        On(new WorkerEvent.CoordinatorGone(true));

        foreach (var happened in new WorkerEvent[]
        {
            Granted(1),
            new WorkerEvent.FlushDue(),
            new WorkerEvent.DrainAsked(),
            new WorkerEvent.FetchEnded(Fetched(1)),
            new WorkerEvent.JoinDue(TimeSpan.Zero)
        })
            Assert.Empty(On(happened));
    }

    private WorkerEffect[] On(WorkerEvent happened)
    {
        (_state, var effects) = _state.On(happened);
        return [.. effects];
    }

    private void Join() => On(new WorkerEvent.Joined());

    private static WorkerEvent.Granted Granted(params long[] numbers) => new([.. numbers.Select(Order)]);

    private static readonly Dictionary<long, FetchOrder> Known = [];

    // The same order for the same number, because equality does not reach into its arrays.
    private static FetchOrder Order(long number)
    {
        lock (Known)
            return Known.TryGetValue(number, out var order) ? order : Known[number] = Orders.Ranged(number: number);
    }

    private static WorkerEffect.StartFetch Started(long number) => new(Order(number));

    private static FetchOutcome Fetched(long number) =>
        FetchOutcome.Of(new LeaseNumber(number), 100, new ChunkChecksum(ChunkChecksumAlgorithm.Crc32C, 1));

    private static FetchOutcome Failed(long number) =>
        FetchOutcome.Of(new LeaseNumber(number), new FetchFailure(FetchFailureKind.Stalled, ""));

    private static ChunkProtocol.Report ReportIn(WorkerEffect[] effects) =>
        Assert.IsType<WorkerEffect.SendReport>(Assert.Single(effects)).Report;

    private static WorkerExit AssertExits(int code, WorkerEffect[] effects)
    {
        var exit = Assert.IsType<WorkerEffect.Exit>(effects[^1]).How;
        Assert.Equal(code, exit.Code);
        return exit;
    }
}

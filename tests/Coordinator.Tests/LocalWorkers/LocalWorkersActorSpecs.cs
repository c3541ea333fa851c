using System.Globalization;
using ActorDownloader.Messages;
using ActorDownloader.Scheduling;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;

namespace ActorDownloader.LocalWorkers;

public sealed class LocalWorkersActorSpecs : TestKit
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);
    private static readonly FleetRules Rules = new(4, 1, 10, 10, Instant, Instant, Instant, 3, Instant, Patience);
    private readonly WorkerId _worker = new(Guid.NewGuid());
    private readonly ScriptedLauncher _launcher = new();
    private readonly WorkerProcesses _processes;
    private readonly TestProbe _scheduler;

    public LocalWorkersActorSpecs()
    {
        _processes = new WorkerProcesses(_launcher);
        _scheduler = CreateTestProbe();
    }

    [Fact]
    public void Processes_are_started_as_the_work_calls_for_them_each_with_a_ticket_of_its_own()
    {
        var actor = Start();
        Assert.Equal(1, _launcher.Next().Member);

        actor.Tell(new PoolProtocol.LeasesWanted(25));

        Assert.Equal([2, 3], new[] { _launcher.Next().Member, _launcher.Next().Member }.Order());
    }

    [Fact]
    public void One_that_had_joined_and_ends_is_declared_gone_and_replaced()
    {
        var actor = Start();
        var process = _launcher.Next();
        actor.Tell(new PoolProtocol.LocalWorkerJoined(process.Member, _worker));

        process.Exit("ended with exit code 3");

        Assert.Equal(
            new PoolProtocol.WorkerEnded(_worker, "ended with exit code 3"), _scheduler.ExpectMsg<PoolProtocol.WorkerEnded>(Patience));
        Assert.Equal(2, _launcher.Next().Member);
    }

    [Fact]
    public void After_too_many_failed_starts_nobody_is_left_waiting()
    {
        _launcher.Fault = "no such file";
        Start();

        Assert.Contains("no such file", _scheduler.ExpectMsg<PoolProtocol.WorkersUnavailable>(Patience).Reason, StringComparison.Ordinal);
        Assert.Equal(Rules.MaxEarlyExits, _launcher.Count);
    }

    [Fact]
    public void Processes_that_keep_ending_before_they_join_count_as_failed_starts()
    {
        Start();
        for (var start = 0; start < Rules.MaxEarlyExits; start++)
        {
            _launcher.Next().Exit("ended with exit code 134");
        }

        Assert.Contains("exit code 134", _scheduler.ExpectMsg<PoolProtocol.WorkersUnavailable>(Patience).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_does_not_join_in_time_is_ended_and_replaced()
    {
        Start(Rules with { JoinTimeout = TimeSpan.FromMilliseconds(50) });

        Assert.Equal("was killed", await _launcher.Next().Ended.WaitAsync(Patience));
        Assert.Equal(2, _launcher.Next().Member);
    }

    [Fact]
    public async Task One_that_holds_leases_and_says_nothing_is_ended()
    {
        var actor = Start();
        var process = _launcher.Next();
        actor.Tell(new PoolProtocol.LocalWorkerJoined(process.Member, _worker));
        await AwaitConditionAsync(() => Task.FromResult(_processes.IdOf(process.Member) is not null), Patience);

        actor.Tell(new PoolProtocol.FenceWorker(new WorkerId(Guid.NewGuid()), "said nothing"));
        actor.Tell(new PoolProtocol.FenceWorker(_worker, "said nothing"));

        Assert.Equal("was killed", await process.Ended.WaitAsync(Patience));
        Assert.Equal(_worker, _scheduler.ExpectMsg<PoolProtocol.WorkerEnded>(Patience).Worker);
    }

    [Fact]
    public async Task None_outlives_the_actor()
    {
        var actor = Start(Rules with { Prestart = 3 });
        var processes = new[] { _launcher.Next(), _launcher.Next(), _launcher.Next() };
        await AwaitConditionAsync(() => Task.FromResult(processes.All(process => _processes.IdOf(process.Member) is not null)), Patience);

        Sys.Stop(actor);

        Assert.All(
            await Task.WhenAll(processes.Select(process => process.Ended)).WaitAsync(Patience), end => Assert.Equal("was killed", end));
    }

    [Fact]
    public async Task One_that_appears_after_the_end_is_ended_too()
    {
        var starting = new TaskCompletionSource();
        _launcher.Ready = starting.Task;
        var actor = Watch(Start());
        await AwaitConditionAsync(() => Task.FromResult(_launcher.Count == 1), Patience);

        Sys.Stop(actor);
        ExpectTerminated(actor, Patience);
        starting.SetResult();

        Assert.Equal("was killed", await _launcher.NextStarted().Ended.WaitAsync(Patience));
    }

    [Fact]
    public void Those_that_were_started_early_are_the_first_members()
    {
        _processes.StartEarly(1);
        var early = _launcher.NextStarted();

        var actor = Start();
        Assert.Same(early, _launcher.Next());
        actor.Tell(new PoolProtocol.LeasesWanted(20));

        Assert.Equal(2, _launcher.Next().Member);
        Assert.Equal(2, _launcher.Count);
    }

    [Fact]
    public void One_that_could_not_be_started_early_is_a_failed_start()
    {
        _launcher.Fault = "no such file";
        _processes.StartEarly(1);

        Start();

        Assert.Contains("no such file", _scheduler.ExpectMsg<PoolProtocol.WorkersUnavailable>(Patience).Reason, StringComparison.Ordinal);
        Assert.Equal(Rules.MaxEarlyExits, _launcher.Count);
    }

    [Fact]
    public async Task One_that_was_started_early_and_never_needed_is_ended()
    {
        _processes.StartEarly(2);
        ScriptedProcess[] early = [_launcher.NextStarted(), _launcher.NextStarted()];

        _processes.KillAll();

        await _processes.WhenAllEnded().WaitAsync(Patience);
        Assert.All(early, process => Assert.True(process.Ended.IsCompleted));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _launcher.Dispose();
    }

    private IActorRef Start(FleetRules? rules = null) => _scheduler.ChildActorOf(Props.Create<LocalWorkersActor>(
        rules ?? Rules,
        (int member) => new WorkerBootstrap("address", member.ToString(CultureInfo.InvariantCulture), ""),
        _processes,
        TimeProvider.System));
}

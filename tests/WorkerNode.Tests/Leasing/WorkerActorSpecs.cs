using ActorDownloader.Messages;
using ActorDownloader.WorkerNode.Fetching;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;

namespace ActorDownloader.WorkerNode.Leasing;

public sealed class WorkerActorSpecs : TestKit
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly WorkerId Me = new(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
    private readonly ScriptedFetcher _fetcher = new();
    private readonly TaskCompletionSource<WorkerExit> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TestProbe _coordinator;

    public WorkerActorSpecs() => _coordinator = CreateTestProbe();

    [Fact]
    public void It_registers_again_until_it_is_answered_and_then_asks_for_leases()
    {
        StartWorker(TimeSpan.FromMilliseconds(20));

        var first = _coordinator.ExpectMsg<WorkerProtocol.Register>(Patience);
        Assert.Equal(first, _coordinator.ExpectMsg<WorkerProtocol.Register>(Patience));
        Assert.Equal(
            (Me, WorkerProtocol.Version, Environment.ProcessId, 4, "ticket"),
            (first.Worker, first.ProtocolVersion, first.ProcessId, first.Slots, first.Ticket));

        Welcome();
        Assert.Equal(new ChunkProtocol.Demand(Me, 4), _coordinator.FishForMessage<ChunkProtocol.Demand>(_ => true, Patience));
    }

    [Fact]
    public async Task A_refusal_ends_it_with_the_reason()
    {
        StartWorker();
        _coordinator.ExpectMsg<WorkerProtocol.Register>(Patience);

        _coordinator.Reply(new WorkerProtocol.RegistrationRefused(Me, "wrong secret"));

        Assert.Equal(new WorkerExit(WorkerExit.Failed, "wrong secret"), await _exit.Task.WaitAsync(Patience));
    }

    [Fact]
    public void A_granted_lease_is_fetched_and_reported()
    {
        var worker = StartJoined();

        worker.Tell(GrantOf(1));
        _fetcher.Finish(1);

        var report = ExpectReport(report => !report.Fetched.IsEmpty);
        Assert.Equal(Me, report.Worker);
        Assert.Equal(
            new ChunkProtocol.ChunkFetched(new LeaseNumber(1), 100, new ChunkChecksum(ChunkChecksumAlgorithm.Crc32C, 1)),
            Assert.Single(report.Fetched));
    }

    [Fact]
    public async Task A_discovery_is_reported_before_its_chunk()
    {
        var worker = StartJoined();
        var discovered = new ChunkProtocol.ObjectDiscovered(new LeaseNumber(1), 9, "\"e\"", null, null, [], ChunkChecksumAlgorithm.Crc32C);

        worker.Tell(GrantOf(1));
        await _fetcher.DiscoverAsync(discovered);

        Assert.Equal(discovered.ETag, Assert.Single(ExpectReport(report => !report.Discovered.IsEmpty).Discovered).ETag);
    }

    [Fact]
    public async Task Every_lease_in_progress_is_renewed_in_each_report()
    {
        var worker = StartJoined(progressInterval: TimeSpan.FromMilliseconds(20));

        worker.Tell(GrantOf(1, 2));
        (await _fetcher.StartedAsync(1)).EndWrite(77);
        await _fetcher.StartedAsync(2);

        var report = ExpectReport(report => report.Progress is [{ Bytes: > 0 }, _] or [_, { Bytes: > 0 }]);
        Assert.Equal([(1L, 77L), (2L, 0L)], report.Progress.Select(progress => (progress.Lease.Value, progress.Bytes)).Order().ToArray());
    }

    [Fact]
    public void A_withdrawn_lease_is_stopped_and_answered()
    {
        var worker = StartJoined();
        worker.Tell(GrantOf(1, 2));

        worker.Tell(new ChunkProtocol.Withdraw([new LeaseNumber(2)]));

        var failed = Assert.Single(ExpectReport(report => !report.Failed.IsEmpty).Failed);
        Assert.Equal((new LeaseNumber(2), FetchFailureKind.Withdrawn), (failed.Lease, failed.Failure.Kind));
    }

    [Fact]
    public async Task A_drained_worker_ends_its_leases_and_leaves()
    {
        var worker = StartJoined();
        worker.Tell(GrantOf(1));
        await _fetcher.StartedAsync(1);

        worker.Tell(new WorkerProtocol.Drain(Me));
        Assert.Equal(new ChunkProtocol.Demand(Me, 0), _coordinator.FishForMessage<ChunkProtocol.Demand>(_ => true, Patience));
        Assert.False(_exit.Task.IsCompleted);
        _fetcher.Finish(1);

        ExpectReport(report => !report.Fetched.IsEmpty);
        _coordinator.FishForMessage<WorkerProtocol.Leave>(_ => true, Patience);
        Assert.Equal(WorkerExit.Done, (await _exit.Task.WaitAsync(Patience)).Code);
    }

    [Fact]
    public async Task A_coordinator_that_ends_takes_its_workers_and_their_fetches_along()
    {
        var worker = StartJoined();
        worker.Tell(GrantOf(1));
        var fetch = await _fetcher.StartedAsync(1);

        Sys.Stop(_coordinator.Ref);

        Assert.Equal(WorkerExit.Done, (await _exit.Task.WaitAsync(Patience)).Code);
        Assert.Equal(StopReason.Withdrawn, fetch.Reason);
    }

    [Fact]
    public async Task A_worker_that_is_stopped_stops_its_fetches()
    {
        var worker = StartJoined();
        worker.Tell(GrantOf(1));
        var fetch = await _fetcher.StartedAsync(1);

        Sys.Stop(worker);

        Assert.Equal(WorkerExit.Failed, (await _exit.Task.WaitAsync(Patience)).Code);
        Assert.Equal(StopReason.Withdrawn, fetch.Reason);
    }

    private IActorRef StartWorker(TimeSpan? registerInterval = null, TimeSpan? progressInterval = null)
    {
        Sys.ActorOf(Props.Create<Door>(_coordinator.Ref), "scheduler");
        return Sys.ActorOf(Props.Create<WorkerActor>(
            new WorkerIdentity(Me, 4, "ticket"),
            $"akka://{Sys.Name}",
            _fetcher,
            new PaceLimits(Patience, Patience, 1),
            new WorkerTiming(progressInterval ?? Patience, registerInterval ?? Patience, Patience, Patience),
            TimeProvider.System,
            _exit));
    }

    private IActorRef StartJoined(TimeSpan? progressInterval = null)
    {
        var worker = StartWorker(progressInterval: progressInterval);
        _coordinator.ExpectMsg<WorkerProtocol.Register>(Patience);
        Welcome();
        _coordinator.ExpectMsg<ChunkProtocol.Demand>(Patience);
        return worker;
    }

    private void Welcome() => _coordinator.Reply(new WorkerProtocol.Registered(Me));

    private static ChunkProtocol.Grant GrantOf(params long[] numbers) =>
        new([.. numbers.Select(number => Orders.Ranged(number: number).Transfer)]);

    private ChunkProtocol.Report ExpectReport(Func<ChunkProtocol.Report, bool> wanted) =>
        _coordinator.FishForMessage<ChunkProtocol.Report>(report => wanted(report), Patience);

    /// <summary>Where workers register: passes everything on to a probe.</summary>
    private sealed class Door : ReceiveActor
    {
        public Door(IActorRef probe) => ReceiveAny(probe.Forward);
    }
}

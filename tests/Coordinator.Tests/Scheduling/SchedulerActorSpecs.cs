using ActorDownloader.Messages;
using ActorDownloader.Planning;
using ActorDownloader.Testing;
using ActorDownloader.Transfers;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;

namespace ActorDownloader.Scheduling;

public sealed class SchedulerActorSpecs : TestKit
{
    /// <summary>Everything that crosses processes is written and read again.</summary>
    private const string Strict = """
        akka.actor {
          serialize-messages = on
          serializers.actor-downloader = "ActorDownloader.Messages.Serialization.WireSerializer, ActorDownloader.Messages"
          serialization-bindings."ActorDownloader.Messages.IWireMessage, ActorDownloader.Messages" = actor-downloader
        }
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly SchedulerRules Rules = Windows.RulesWith(Windows.Fixed(1000));
    private static readonly WorkerAdmission Admission = new("local", null);
    private static readonly ChunkChecksum Checksum = new(ChunkChecksumAlgorithm.Crc32C, 1);
    private readonly TestProbe _localWorkers;
    private readonly TestProbe _transfer;

    public SchedulerActorSpecs()
        : base(Strict)
    {
        _localWorkers = CreateTestProbe();
        _transfer = CreateTestProbe();
    }

    [Fact]
    public void Another_protocol_version_is_refused_and_both_are_named()
    {
        var worker = new WorkerDouble(CreateTestProbe(), 1);

        worker.Tell(Start(), worker.Registration with { ProtocolVersion = 99 });

        var reason = worker.Probe.ExpectMsg<WorkerProtocol.RegistrationRefused>(Patience).Reason;
        Assert.Contains("version 99", reason, StringComparison.Ordinal);
        Assert.Contains($"coordinator {WorkerProtocol.Version}", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_registration_is_answered_and_a_process_of_ours_is_told_of()
    {
        var scheduler = Start();
        var worker = new WorkerDouble(CreateTestProbe(), 1);
        var registration = worker.Registration with { Ticket = Admission.TicketFor(12) };

        worker.Tell(scheduler, registration);
        worker.Tell(scheduler, registration);

        Assert.Equal(worker.Id, worker.Probe.ExpectMsg<WorkerProtocol.Registered>(Patience).Worker);
        worker.Probe.ExpectMsg<WorkerProtocol.Registered>(Patience);
        Assert.Equal(new PoolProtocol.LocalWorkerJoined(12, worker.Id), _localWorkers.ExpectMsg<PoolProtocol.LocalWorkerJoined>(Patience));
    }

    [Fact]
    public void An_offer_is_granted_and_what_the_worker_reports_goes_to_the_transfer()
    {
        var scheduler = Start();
        var worker = Join(scheduler, 1);
        var id = Offer(scheduler, 0, 1);

        var lease = Assert.Single(Assert.Single(worker.ExpectGrant().Transfers, granted => granted.Transfer == id).Leases);
        worker.Tell(scheduler, worker.ReportOf(lease.Number, new ChunkProtocol.ChunkFetched(lease.Number, 10, Checksum)));

        var fetched = Assert.IsType<TransferEvent.ChunkFetched>(ExpectEvent());
        Assert.Equal((0, 10L, worker.ProcessId), (fetched.Index, fetched.Length, fetched.Worker.ProcessId));
    }

    [Fact]
    public void Offers_that_arrive_together_are_granted_together()
    {
        using var clock = new HeldClock();
        var scheduler = Start(clock);
        var worker = Join(scheduler, 1);
        clock.Hold();
        Offer(scheduler, 0, 1);
        Assert.True(clock.WaitUntilReached(Patience));

        Offer(scheduler, 0, 2);
        Offer(scheduler, 0, 3);
        clock.Release();

        var grant = worker.ExpectGrant();
        Assert.Equal([1, 2, 3], grant.Transfers.Select(transfer => transfer.Leases.Length).Order());
    }

    [Fact]
    public void What_a_dead_worker_held_is_lost_and_goes_to_another_when_offered_again()
    {
        var scheduler = Start();
        var dying = Join(scheduler, 1);
        var id = Offer(scheduler, 0, 1);
        dying.ExpectGrant();
        var other = Join(scheduler, 2);

        Sys.Stop(dying.Probe.Ref);

        var lost = Assert.IsType<TransferEvent.ChunkLost>(ExpectEvent());
        Assert.Equal((0, dying.ProcessId), (lost.Index, lost.Worker.ProcessId));
        Offer(scheduler, 0, 1, id, dying.Id);
        Assert.Equal(id, Assert.Single(other.ExpectGrant().Transfers).Transfer);
    }

    [Fact]
    public void A_worker_that_leaves_loses_what_it_held()
    {
        var scheduler = Start();
        var worker = Join(scheduler, 1);
        Offer(scheduler, 0, 1);
        worker.ExpectGrant();

        worker.Tell(scheduler, new WorkerProtocol.Leave(worker.Id));
        worker.Tell(scheduler, new WorkerProtocol.Leave(worker.Id));

        Assert.IsType<TransferEvent.ChunkLost>(ExpectEvent());
    }

    [Fact]
    public void What_an_unknown_worker_reports_is_ignored()
    {
        var scheduler = Start();
        var worker = Join(scheduler, 1);
        var stranger = new WorkerDouble(CreateTestProbe(), 2);
        Offer(scheduler, 0, 1);
        var lease = Assert.Single(worker.ExpectGrant().Transfers).Leases[0].Number;

        stranger.Tell(scheduler, stranger.ReportOf(lease, new ChunkProtocol.ChunkFetched(lease, 10, Checksum)));
        worker.Tell(scheduler, worker.ReportOf(lease, new ChunkProtocol.ChunkFetched(lease, 10, Checksum)));

        Assert.Equal(worker.ProcessId, Assert.IsType<TransferEvent.ChunkFetched>(ExpectEvent()).Worker.ProcessId);
    }

    [Fact]
    public void A_released_transfers_leases_are_withdrawn_and_late_reports_on_them_are_harmless()
    {
        var scheduler = Start();
        var worker = Join(scheduler, 1);
        var released = Offer(scheduler, 0, 2);
        var leases = Assert.Single(worker.ExpectGrant().Transfers).Leases.Select(lease => lease.Number).ToArray();

        scheduler.Tell(new TransferProtocol.Release(released), _transfer.Ref);
        scheduler.Tell(new TransferProtocol.Release(released), _transfer.Ref);
        Assert.Equal(leases, worker.Probe.ExpectMsg<ChunkProtocol.Withdraw>(Patience).Leases.OrderBy(lease => lease.Value));
        worker.Tell(scheduler, worker.ReportOf(leases[0], new ChunkProtocol.ChunkFetched(leases[0], 10, Checksum)));
        var next = Offer(scheduler, 0, 1);
        var lease = Assert.Single(worker.ExpectGrant().Transfers, granted => granted.Transfer == next).Leases[0].Number;
        worker.Tell(scheduler, worker.ReportOf(lease, new ChunkProtocol.ChunkFetched(lease, 7, Checksum)));

        Assert.Equal(7, Assert.IsType<TransferEvent.ChunkFetched>(ExpectEvent()).Length);
    }

    [Fact]
    public void Who_releases_and_wants_to_know_is_told_behind_all_that_was_told_before()
    {
        var scheduler = Start();
        var worker = Join(scheduler, 1);
        var released = Offer(scheduler, 0, 2);
        var leases = Assert.Single(worker.ExpectGrant().Transfers).Leases.Select(lease => lease.Number).ToArray();
        worker.Tell(scheduler, worker.ReportOf(leases[0], new ChunkProtocol.ChunkFetched(leases[0], 10, Checksum)));

        scheduler.Tell(new TransferProtocol.Release(released, Answer: true), _transfer.Ref);
        worker.Probe.ExpectMsg<ChunkProtocol.Withdraw>(Patience);
        worker.Tell(scheduler, worker.ReportOf(leases[1], new ChunkProtocol.ChunkFetched(leases[1], 10, Checksum)));
        Offer(scheduler, 0, 1, released);
        var again = Assert.Single(worker.ExpectGrant().Transfers).Leases[0].Number;
        worker.Tell(scheduler, worker.ReportOf(again, new ChunkProtocol.ChunkFetched(again, 7, Checksum)));

        Assert.Equal(10, Assert.IsType<TransferEvent.ChunkFetched>(ExpectEvent()).Length);
        Assert.IsType<TransferEvent.Withdrawn>(ExpectEvent());
        Assert.Equal(7, Assert.IsType<TransferEvent.ChunkFetched>(ExpectEvent()).Length);
    }

    [Fact]
    public void A_lease_that_falls_silent_is_lost_and_its_worker_fenced()
    {
        var clock = new ManualTimeProvider();
        var scheduler = Start(clock);
        var worker = Join(scheduler, 1);
        Offer(scheduler, 0, 1);
        worker.ExpectGrant();

        clock.Advance(Rules.LeaseSilence + TimeSpan.FromSeconds(1));

        Assert.Equal(worker.Id, _localWorkers.FishForMessage<PoolProtocol.FenceWorker>(_ => true, Patience).Worker);
        Assert.IsType<TransferEvent.ChunkLost>(ExpectEvent());
    }

    [Fact]
    public void Without_a_worker_processes_are_asked_for_and_their_failure_is_told()
    {
        var scheduler = Start();
        Offer(scheduler, 0, 7);
        Assert.Equal(7, _localWorkers.ExpectMsg<PoolProtocol.LeasesWanted>(Patience).Leases);

        scheduler.Tell(new PoolProtocol.WorkersUnavailable("none can be started"));

        Assert.Equal("none can be started", Assert.IsType<TransferEvent.WorkersUnavailable>(ExpectEvent()).Reason);
    }

    [Fact]
    public void A_process_of_ours_that_has_ended_is_out_of_the_pool_at_once()
    {
        var scheduler = Start();
        var worker = Join(scheduler, 1);
        Offer(scheduler, 0, 1);
        worker.ExpectGrant();

        scheduler.Tell(new PoolProtocol.WorkerEnded(worker.Id, "was ended by signal 9"));

        Assert.Equal("was ended by signal 9", Assert.IsType<TransferEvent.ChunkLost>(ExpectEvent()).Reason);
    }

    [Fact]
    public void Who_asks_is_told_when_nobody_writes_to_the_file_any_more()
    {
        var scheduler = Start();
        var worker = Join(scheduler, 1);
        var transfer = Offer(scheduler, 0, 1);
        var lease = Assert.Single(Assert.Single(worker.ExpectGrant().Transfers).Leases).Number;

        scheduler.Tell(new TransferProtocol.Fence(transfer), _transfer.Ref);

        Assert.Equal([lease], worker.Probe.ExpectMsg<ChunkProtocol.Withdraw>(Patience).Leases.ToArray());
        worker.Tell(scheduler, worker.ReportOf(lease, new ChunkProtocol.ChunkFetched(lease, 10, Checksum)));
        Assert.IsType<TransferEvent.Fenced>(ExpectEvent());
    }

    [Fact]
    public void A_renewed_signature_goes_into_later_leases()
    {
        var scheduler = Start();
        var id = Offer(scheduler, 0, 1);

        scheduler.Tell(new TransferProtocol.RenewSource(id, new ObjectSource("http://origin/renewed", [], null)), _transfer.Ref);

        Assert.Equal("http://origin/renewed", Assert.Single(Join(scheduler, 1).ExpectGrant().Transfers).Source.Url);
    }

    private IActorRef Start(TimeProvider? clock = null) => Sys.ActorOf(Props.Create<SchedulerActor>(
        Rules, TimeSpan.FromMilliseconds(20), Admission, Props.Create<Understudy>(_localWorkers.Ref), clock ?? TimeProvider.System));

    private WorkerDouble Join(IActorRef scheduler, int processId)
    {
        var worker = new WorkerDouble(CreateTestProbe(), processId);
        worker.Tell(scheduler, worker.Registration);
        worker.Probe.ExpectMsg<WorkerProtocol.Registered>(Patience);
        return worker;
    }

    private TransferId Offer(IActorRef scheduler, int start, int end, TransferId? known = null, WorkerId? avoid = null)
    {
        var id = known ?? new TransferId(Guid.NewGuid());
        var offer = new Offer(
            0,
            new ObjectSource("http://origin/bucket/key", [], null),
            "/t",
            new ChunkSizing(10, 10, 10, 2000),
            new ChunkPlan(1000, 10, 10),
            default);
        scheduler.Tell(new TransferProtocol.OfferChunks(id, offer, IndexRanges.Of(start, end), avoid), _transfer.Ref);
        return id;
    }

    private TransferEvent ExpectEvent() => _transfer.ExpectMsg<TransferProtocol.Happened>(Patience).Event;

    /// <summary>A worker played by a probe.</summary>
    private sealed class WorkerDouble(TestProbe probe, int processId)
    {
        public TestProbe Probe => probe;

        public WorkerId Id { get; } = new(Guid.NewGuid());

        public int ProcessId => processId;

        public WorkerProtocol.Register Registration => new(Id, WorkerProtocol.Version, processId, "host", 16, null);

        public void Tell(IActorRef scheduler, object message) => probe.Send(scheduler, message);

        public ChunkProtocol.Grant ExpectGrant() => probe.ExpectMsg<ChunkProtocol.Grant>(Patience);

        public ChunkProtocol.Report ReportOf(LeaseNumber lease, ChunkProtocol.ChunkFetched fetched) =>
            new(Id, [], [fetched], [], [new ChunkProtocol.ChunkProgress(lease, fetched.Length)]);
    }

    /// <summary>In the local workers' place: passes everything on to a probe.</summary>
    private sealed class Understudy : ReceiveActor
    {
        public Understudy(IActorRef probe) => ReceiveAny(probe.Forward);
    }
}

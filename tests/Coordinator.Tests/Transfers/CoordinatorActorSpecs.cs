using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using static ActorDownloader.Transfers.TransferScene;

namespace ActorDownloader.Transfers;

public sealed class CoordinatorActorSpecs : TestKit
{
    private readonly TestProbe _scheduler;
    private readonly TestProbe _stage;

    public CoordinatorActorSpecs()
        : base("akka.actor.serialize-messages = on")
    {
        _scheduler = CreateTestProbe();
        _stage = CreateTestProbe();
    }

    [Fact]
    public void A_transfer_beyond_the_limit_waits_until_another_has_ended()
    {
        Transfer first = NewTransfer(), second = NewTransfer(), third = NewTransfer();
        var coordinator = Start(maxActive: 2);
        Begin(coordinator, first, second, third);

        var started = new[] { ExpectStarted(), ExpectStarted() };
        Assert.Equivalent(new[] { first, second }, started.Select(start => start.Transfer));
        Sys.Stop(started[0].Actor);

        Assert.Same(third, ExpectStarted().Transfer);
    }

    [Fact]
    public void The_highest_priority_starts_first_and_equals_in_their_order()
    {
        Transfer running = NewTransfer(), low = NewTransfer(), high = NewTransfer(5), next = NewTransfer(5);
        var coordinator = Start(maxActive: 1);
        Begin(coordinator, running, low, high, next);

        foreach (var expected in new[] { running, high, next, low })
        {
            var started = ExpectStarted();
            Assert.Same(expected, started.Transfer);
            Sys.Stop(started.Actor);
        }
    }

    [Fact]
    public async Task One_that_waits_is_cancelled_without_ever_having_an_actor()
    {
        using var cancellation = new CancellationTokenSource();
        Transfer running = NewTransfer(), waiting = NewTransfer(cancellationToken: cancellation.Token), last = NewTransfer();
        var coordinator = Start(maxActive: 1);
        Begin(coordinator, running, waiting, last);

        await cancellation.CancelAsync();
        coordinator.Tell(new TransferProtocol.Cancel(waiting.Meta.TransferId));

        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.Completion.WaitAsync(Patience));
        Assert.Equal(cancellation.Token, cancelled.CancellationToken);
        Sys.Stop(ExpectStarted().Actor);
        Assert.Same(last, ExpectStarted().Transfer);
    }

    [Fact]
    public void One_that_runs_is_told_of_its_cancellation()
    {
        var running = NewTransfer();
        var coordinator = Start();
        Begin(coordinator, running);
        ExpectStarted();

        coordinator.Tell(new TransferProtocol.Cancel(running.Meta.TransferId));

        Assert.IsType<TransferEvent.CancelRequested>(_stage.ExpectMsg<TransferProtocol.Happened>(Patience).Event);
    }

    [Fact]
    public async Task A_pause_reaches_one_that_runs_and_ends_one_that_waits()
    {
        Transfer running = NewTransfer(), waiting = NewTransfer();
        var coordinator = Start(maxActive: 1);
        Begin(coordinator, running, waiting);
        ExpectStarted();

        coordinator.Tell(new TransferProtocol.Pause(running.Meta.TransferId));
        coordinator.Tell(new TransferProtocol.Pause(waiting.Meta.TransferId));

        Assert.Equal(new TransferEvent.CancelRequested(Keep: true), _stage.ExpectMsg<TransferProtocol.Happened>(Patience).Event);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.Completion.WaitAsync(Patience));
    }

    [Fact]
    public void A_cancellation_that_comes_after_the_end_is_harmless()
    {
        Transfer ended = NewTransfer(), next = NewTransfer();
        var coordinator = Start(maxActive: 1);
        Begin(coordinator, ended);
        var actor = Watch(ExpectStarted().Actor);
        Sys.Stop(actor);
        ExpectTerminated(actor, Patience);

        coordinator.Tell(new TransferProtocol.Cancel(ended.Meta.TransferId));
        coordinator.Tell(new TransferProtocol.Cancel(ended.Meta.TransferId));
        Begin(coordinator, next);

        Assert.Same(next, ExpectStarted().Transfer);
    }

    [Fact]
    public async Task A_transfer_whose_actor_throws_fails_without_a_trace_and_makes_room()
    {
        Transfer failing = NewTransfer(), next = NewTransfer();
        var scene = new TransferScene(_scheduler);
        var coordinator = Start(scene, maxActive: 1);
        Begin(coordinator, failing, next);
        var offer = scene.ExpectOffer();

        _scheduler.Reply(new TransferProtocol.Happened(new UnheardOf()));

        var failure = await Assert.ThrowsAsync<DownloadException>(() => failing.Completion.WaitAsync(Patience));
        Assert.Equal(DownloadErrorKind.Internal, failure.Kind);
        Assert.DoesNotContain(offer.Offer.Path, scene.Destination.Temporaries.Keys);
        Assert.Equal(failing.Meta.TransferId, _scheduler.ExpectMsg<TransferProtocol.Release>(Patience).Transfer);
        Assert.Equal(next.Meta.TransferId, scene.ExpectOffer().Transfer);
    }

    [Fact]
    public async Task The_end_of_the_actor_system_ends_every_wait()
    {
        Transfer running = NewTransfer(), waiting = NewTransfer();
        var scene = new TransferScene(_scheduler);
        Begin(Start(scene, maxActive: 1), running, waiting);
        scene.ExpectOffer();

        await Sys.Terminate().WaitAsync(Patience);

        await Assert.ThrowsAsync<DownloadException>(() => running.Completion.WaitAsync(Patience));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.Completion.WaitAsync(Patience));
        Assert.Empty(scene.Destination.Temporaries);
    }

    [Fact]
    public async Task The_loss_of_the_scheduler_ends_the_actor_system()
    {
        var running = NewTransfer();
        Begin(Start(new TransferScene(_scheduler)), running);
        _scheduler.ExpectMsg<TransferProtocol.OfferChunks>(Patience);

        Sys.Stop(_scheduler.Ref);

        await Sys.WhenTerminated.WaitAsync(Patience);
        await Assert.ThrowsAsync<DownloadException>(() => running.Completion.WaitAsync(Patience));
    }

    [Fact]
    public void When_all_is_closed_the_schedulers_end_is_no_failure()
    {
        var coordinator = Start();
        coordinator.Tell(new TransferProtocol.Close());
        Watch(_scheduler.Ref);
        Sys.Stop(_scheduler.Ref);
        ExpectTerminated(_scheduler.Ref, Patience);

        Begin(coordinator, NewTransfer());
        ExpectStarted();
        Assert.False(Sys.WhenTerminated.IsCompleted);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(0)]
    [InlineData(-60)]
    public void A_signature_that_is_about_to_expire_or_has_is_renewed(int lifetimeSeconds)
    {
        var scene = new TransferScene(_scheduler);
        scene.ObjectStore.Answer = number =>
            ScriptedObjectStore.SourceUntil(
                DateTimeOffset.UtcNow + (number == 1 ? TimeSpan.FromSeconds(lifetimeSeconds) : TimeSpan.FromDays(1)),
                $"http://origin/{number}");
        Begin(Start(scene), NewTransfer());

        var renewed = _scheduler.FishForMessage<TransferProtocol.RenewSource>(_ => true, Patience);
        Assert.Equal("http://origin/2", renewed.Source.Url);
    }

    private IActorRef Start(int maxActive = 10) => Start(transfer => Props.Create<Understudy>(transfer, _stage.Ref), maxActive);

    private IActorRef Start(TransferScene scene, int maxActive = 10) => Start(scene.PropsOf, maxActive);

    private IActorRef Start(Func<Transfer, Props> transferProps, int maxActive) =>
        Sys.ActorOf(Props.Create<CoordinatorActor>(maxActive, _scheduler.Ref, transferProps));

    private static void Begin(IActorRef coordinator, params Transfer[] transfers) =>
        Array.ForEach(transfers, transfer => coordinator.Tell(new TransferProtocol.Begin(transfer)));

    private Started ExpectStarted() => _stage.ExpectMsg<Started>(Patience);

    private sealed record Started(Transfer Transfer, IActorRef Actor) : INoSerializationVerificationNeeded;

    /// <summary>In a transfer's place: tells the stage that it has begun and what it hears.</summary>
    private sealed class Understudy : ReceiveActor
    {
        public Understudy(Transfer transfer, IActorRef stage)
        {
            stage.Tell(new Started(transfer, Self));
            Receive<TransferProtocol.SignatureCheckDue>(_ => { });
            ReceiveAny(stage.Forward);
        }
    }
}

using ActorDownloader.Destinations;
using ActorDownloader.Journaling;
using ActorDownloader.Messages;
using ActorDownloader.Planning;
using Akka.Actor;
using Akka.TestKit.Xunit2;
using static ActorDownloader.Transfers.TransferScene;

namespace ActorDownloader.Transfers;

/// <summary>What a transfer's actor does with journals and with what earlier runs left.</summary>
public sealed class TransferActorResumeSpecs : TestKit
{
    private readonly TransferScene _scene;

    public TransferActorResumeSpecs()
        : base("akka.actor.serialize-messages = on") => _scene = new TransferScene(CreateTestProbe());

    [Fact]
    public async Task The_journal_says_whose_it_is_and_then_each_chunk()
    {
        var transfer = NewTransfer();
        var actor = Start(transfer);
        _scene.ExpectOffer();
        actor.Tell(Discovered(5));
        actor.Tell(Fetched(1, 2));
        actor.Tell(Fetched(0, 2));
        actor.Tell(Fetched(2, 1));
        await transfer.Completion.WaitAsync(Patience);

        var header = Assert.IsType<JournalHeader>(_scene.Destination.Journal.First());
        Assert.Equal(new RequestIdentity("http://origin", "bucket", "key", null, "file"), header.Request);
        Assert.Equal([1, 0, 2], _scene.Destination.Journal.Skip(1).Cast<JournaledChunk>().Select(chunk => chunk.Index));
    }

    [Fact]
    public async Task What_an_earlier_run_left_is_read_and_the_rest_is_fetched()
    {
        _scene.Destination.Leftover = Leftover(0, 1);
        var transfer = NewTransfer();
        var actor = Start(transfer);

        Assert.Equal([2], _scene.ExpectOffer().Chunks.Indices);
        actor.Tell(Fetched(2, 1));

        var result = await transfer.Completion.WaitAsync(Patience);
        Assert.Equal((new Resumption(4, null), 1, 5L), (result.Resumption, result.Requests, result.Bytes));
        Assert.Contains("reread", _scene.Destination.Steps);
    }

    [Fact]
    public async Task What_is_damaged_is_fetched_again_and_that_is_told()
    {
        _scene.Destination.Leftover = Leftover(0, 1);
        _scene.Destination.Damaged[1] = true;
        var transfer = NewTransfer();
        var actor = Start(transfer);
        Assert.Equal([2, 1], new[] { _scene.ExpectOffer(), _scene.ExpectOffer() }.SelectMany(offer => offer.Chunks.Indices));
        actor.Tell(Fetched(1, 2));
        actor.Tell(Fetched(2, 1));

        var result = await transfer.Completion.WaitAsync(Patience);
        Assert.Equal(2, result.Resumption.BytesReused);
        Assert.NotNull(result.Resumption.Reason);
    }

    [Fact]
    public async Task An_object_that_has_changed_is_begun_anew_when_nothing_more_can_come_of_the_old()
    {
        _scene.Destination.Leftover = Leftover(0, 1);
        var transfer = NewTransfer();
        var actor = Start(transfer);
        _scene.ExpectOffer();

        actor.Tell(Failed(2, new FetchFailure(FetchFailureKind.ObjectChanged, "changed", 412)));
        Assert.True(_scene.Scheduler.ExpectMsg<TransferProtocol.Release>(Patience).Answer);
        Assert.DoesNotContain("discard", _scene.Destination.Steps);
        actor.Tell(Fetched(2, 1));
        actor.Tell(new TransferProtocol.Happened(new TransferEvent.Withdrawn()), _scene.Scheduler.Ref);
        Assert.Null(_scene.ExpectOffer().Offer.Plan);
        actor.Tell(Discovered(1));
        actor.Tell(Fetched(0, 1));

        var result = await transfer.Completion.WaitAsync(Patience);
        Assert.Equal((0, 1L), (result.Resumption.BytesReused, result.Bytes));
        Assert.NotNull(result.Resumption.Reason);
        Assert.Equal([LeftoverUse.TakeOver, LeftoverUse.Ignore], _scene.Destination.Claims.Select(claim => claim.Leftovers));
    }

    [Fact]
    public void Who_wants_no_leftover_says_so_to_the_destination()
    {
        _scene.Destination.Leftover = Leftover(0, 1);
        Start(NewTransfer(change: request => request with { Resume = false }));

        Assert.Null(_scene.ExpectOffer().Offer.Plan);
        Assert.Equal(LeftoverUse.Remove, Assert.Single(_scene.Destination.Claims).Leftovers);
    }

    [Fact]
    public void What_has_come_is_put_on_disk_now_and_then()
    {
        _scene.Settings = _scene.Settings with { JournalFlushInterval = TimeSpan.FromMilliseconds(1) };
        var actor = Start(NewTransfer());
        _scene.ExpectOffer();
        Assert.DoesNotContain("flush", _scene.Destination.Steps);

        actor.Tell(Discovered(5));

        AwaitCondition(() => _scene.Destination.Steps.Count(step => step == "flush") > 1, Patience);
    }

    [Fact]
    public async Task A_pause_ends_as_a_cancellation_and_keeps_the_file()
    {
        var transfer = NewTransfer();
        var actor = Start(transfer);
        _scene.ExpectOffer();
        actor.Tell(Discovered(5));
        actor.Tell(Fetched(1, 2));

        actor.Tell(new TransferProtocol.Happened(new TransferEvent.CancelRequested(Keep: true)));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => transfer.Completion.WaitAsync(Patience));
        Assert.Equal(2, transfer.BytesKept);
        Assert.Single(_scene.Destination.Kept);
        Assert.DoesNotContain("discard", _scene.Destination.Steps);
    }

    [Fact]
    public async Task A_file_that_cannot_be_kept_is_not_said_to_be()
    {
        _scene.Destination.FailAt("keep", DownloadErrorKind.DestinationFailed);
        var transfer = NewTransfer();
        var actor = Start(transfer);
        _scene.ExpectOffer();
        actor.Tell(Discovered(5));
        actor.Tell(Fetched(1, 2));

        actor.Tell(new TransferProtocol.Happened(new TransferEvent.CancelRequested(Keep: true)));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => transfer.Completion.WaitAsync(Patience));
        Assert.Equal(0, transfer.BytesKept);
    }

    [Theory]
    [InlineData(true, "keep")]
    [InlineData(false, "discard")]
    public async Task An_actor_that_is_stopped_keeps_its_file_where_that_was_asked_for(bool keep, string step)
    {
        var transfer = NewTransfer(change: request => request with { KeepPartial = keep });
        var actor = Start(transfer);
        _scene.ExpectOffer();

        Sys.Stop(actor);

        await Assert.ThrowsAsync<DownloadException>(() => transfer.Completion.WaitAsync(Patience));
        Assert.Equal(step, _scene.Destination.Steps.Last());
    }

    private IActorRef Start(Transfer transfer) => Sys.ActorOf(_scene.PropsOf(transfer));

    /// <summary>An object of five bytes in chunks of two, as <see cref="DefaultSettings"/> cut it.</summary>
    private static Leftover Leftover(params int[] chunks)
    {
        var plan = new ChunkPlan(5, 2, 2);
        return new Leftover(
            new JournalHeader(
                new RequestIdentity("http://origin", "bucket", "key", null, "file"),
                new ObjectFacts(5, "\"a\"", null, [], ChunkChecksumAlgorithm.Crc32C),
                plan,
                true),
            [.. chunks.Select(index => new JournaledChunk(index, plan.RangeOf(index).Length, 0))]);
    }
}

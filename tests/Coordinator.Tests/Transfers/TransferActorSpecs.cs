using ActorDownloader.Messages;
using Akka.Actor;
using Akka.TestKit.Xunit2;
using static ActorDownloader.Transfers.TransferScene;

namespace ActorDownloader.Transfers;

public sealed class TransferActorSpecs : TestKit
{
    private readonly TransferScene _scene;

    public TransferActorSpecs()
        : base("akka.actor.serialize-messages = on") => _scene = new TransferScene(CreateTestProbe());

    [Fact]
    public async Task Each_step_is_taken_and_the_result_told()
    {
        var transfer = NewTransfer();
        var actor = Start(transfer);

        var discovery = _scene.ExpectOffer();
        Assert.Equal(transfer.Meta.TransferId, discovery.Transfer);
        Assert.Null(discovery.Offer.Plan);
        Assert.Equal(Assert.Single(_scene.Destination.Temporaries).Key, discovery.Offer.Path);
        actor.Tell(Discovered(5));
        Assert.Equal([1, 2], _scene.ExpectOffer().Chunks.Indices);
        FetchAll(actor);

        var result = await transfer.Completion.WaitAsync(Patience);
        Assert.Equal((5L, "\"a\"", 3, 0), (result.Bytes, result.ETag, result.Requests, result.Retries));
        Assert.Equal(new WorkerShare("host", 7, 5), Assert.Single(result.Workers));
        Assert.Equal(["create", "preallocate", "publish"], _scene.Destination.Steps);
        var request = Assert.Single(_scene.ObjectStore.Signed).Request;
        Assert.Equal(("bucket", "key", true), (request.Bucket, request.Key, request.ChecksumMode));
        Assert.Equal(transfer.Meta.TransferId, _scene.Scheduler.ExpectMsg<TransferProtocol.Release>(Patience).Transfer);
    }

    [Fact]
    public async Task A_request_that_cannot_be_signed_fails_before_there_is_a_file()
    {
        _scene.ObjectStore.Answer = _ => throw new ObjectStore.ObjectStoreException(
            ObjectStore.ObjectStoreFault.CredentialsNotFound, "no credentials");
        var transfer = NewTransfer();
        Start(transfer);

        var failure = await FailureOf(transfer);
        Assert.Equal(DownloadErrorKind.CredentialsUnavailable, failure.Kind);
        Assert.Contains("no credentials", failure.Message, StringComparison.Ordinal);
        Assert.Empty(_scene.Destination.Steps);
    }

    [Theory]
    [InlineData("create", DownloadErrorKind.DestinationNotFound, "create")]
    [InlineData("preallocate", DownloadErrorKind.DestinationFull, "create preallocate discard")]
    [InlineData("publish", DownloadErrorKind.DestinationDenied, "create preallocate publish discard")]
    public async Task What_the_destination_refuses_is_told_in_its_words_and_nothing_is_left(
        string step, DownloadErrorKind kind, string steps)
    {
        _scene.Destination.FailAt(step, kind);
        var transfer = NewTransfer();
        var actor = Start(transfer);
        if (step != "create")
        {
            _scene.ExpectOffer();
            actor.Tell(Discovered(5));
            _scene.ExpectOffer();
            FetchAll(actor);
        }

        var failure = await FailureOf(transfer);
        Assert.Equal(kind, failure.Kind);
        Assert.Contains($"{step} failed", failure.Message, StringComparison.Ordinal);
        Assert.Equal(steps.Split(' '), _scene.Destination.Steps);
        Assert.Empty(_scene.Destination.Temporaries);
    }

    [Fact]
    public async Task A_destination_that_cannot_even_be_cleared_ends_the_transfer_all_the_same()
    {
        _scene.Destination.FailAt("discard", DownloadErrorKind.DestinationFailed);
        var transfer = NewTransfer();
        var actor = Start(transfer);
        _scene.ExpectOffer();

        actor.Tell(Cancelled);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => transfer.Completion.WaitAsync(Patience));
    }

    [Fact]
    public async Task What_a_worker_was_answered_is_told_to_the_caller()
    {
        var transfer = NewTransfer();
        var actor = Start(transfer);
        _scene.ExpectOffer();

        actor.Tell(Failed(0, new FetchFailure(FetchFailureKind.Refused, "no such key", 404, "NoSuchKey", "4711")));

        var failure = await FailureOf(transfer);
        Assert.Equal(
            (DownloadErrorKind.NotFound, 404, "NoSuchKey", "4711"),
            (failure.Kind, failure.HttpStatus, failure.ErrorCode, failure.RequestId));
        _scene.Scheduler.ExpectMsg<TransferProtocol.Release>(Patience);
        Assert.Empty(_scene.Destination.Temporaries);
    }

    [Fact]
    public async Task A_cancellation_names_the_callers_token()
    {
        using var cancellation = new CancellationTokenSource();
        var transfer = NewTransfer(cancellationToken: cancellation.Token);
        var actor = Start(transfer);
        _scene.ExpectOffer();

        await cancellation.CancelAsync();
        actor.Tell(Cancelled);

        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => transfer.Completion.WaitAsync(Patience));
        Assert.Equal(cancellation.Token, cancelled.CancellationToken);
        Assert.True(transfer.Completion.IsCanceled);
        Assert.Empty(_scene.Destination.Temporaries);
        _scene.Scheduler.ExpectMsg<TransferProtocol.Release>(Patience);
    }

    [Fact]
    public async Task A_cancellation_need_not_wait_for_a_signature()
    {
        _scene.ObjectStore.Ready = new TaskCompletionSource().Task;
        var transfer = NewTransfer();
        var actor = Start(transfer);

        actor.Tell(Cancelled);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => transfer.Completion.WaitAsync(Patience));
        Assert.Empty(_scene.Destination.Steps);
    }

    [Fact]
    public async Task A_file_that_is_being_made_during_a_cancellation_is_removed_when_it_is_made()
    {
        var making = new TaskCompletionSource();
        _scene.Destination.HoldAt("create", making.Task);
        var transfer = NewTransfer();
        var actor = Start(transfer);
        await AwaitConditionAsync(() => Task.FromResult(!_scene.Destination.Steps.IsEmpty), Patience);

        actor.Tell(Cancelled);
        actor.Tell(Cancelled);
        making.SetResult();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => transfer.Completion.WaitAsync(Patience));
        Assert.Equal(["create", "discard"], _scene.Destination.Steps);
        Assert.Empty(_scene.Destination.Temporaries);
    }

    [Fact]
    public async Task An_actor_that_is_stopped_fails_its_transfer_and_leaves_nothing()
    {
        var transfer = NewTransfer();
        var actor = Start(transfer);
        _scene.ExpectOffer();

        Sys.Stop(actor);

        Assert.Equal(DownloadErrorKind.Internal, (await FailureOf(transfer)).Kind);
        Assert.Empty(_scene.Destination.Temporaries);
        _scene.Scheduler.ExpectMsg<TransferProtocol.Release>(Patience);
    }

    [Fact]
    public async Task An_actor_that_is_stopped_while_its_file_is_being_made_leaves_nothing_either()
    {
        var making = new TaskCompletionSource();
        _scene.Destination.HoldAt("create", making.Task);
        var transfer = NewTransfer();
        var actor = Watch(Start(transfer));
        await AwaitConditionAsync(() => Task.FromResult(!_scene.Destination.Steps.IsEmpty), Patience);

        Sys.Stop(actor);
        ExpectTerminated(actor, Patience);
        making.SetResult();

        Assert.Equal(DownloadErrorKind.Internal, (await FailureOf(transfer)).Kind);
        Assert.Empty(_scene.Destination.Temporaries);
    }

    [Fact]
    public async Task What_comes_after_the_end_changes_nothing()
    {
        var transfer = NewTransfer();
        var actor = Watch(Start(transfer));
        _scene.ExpectOffer();
        actor.Tell(Discovered(1));
        actor.Tell(Fetched(0, 1));
        var result = await transfer.Completion.WaitAsync(Patience);
        ExpectTerminated(actor, Patience);

        actor.Tell(Cancelled);
        actor.Tell(Failed(0, new FetchFailure(FetchFailureKind.Refused, "late", 404)));

        Assert.Same(result, await transfer.Completion);
        Assert.Equal(["create", "publish"], _scene.Destination.Steps);
    }

    [Fact]
    public async Task What_comes_while_the_file_is_removed_changes_nothing()
    {
        var removing = new TaskCompletionSource();
        _scene.Destination.HoldAt("discard", removing.Task);
        var transfer = NewTransfer();
        var actor = Start(transfer);
        _scene.ExpectOffer();
        actor.Tell(Failed(0, new FetchFailure(FetchFailureKind.Refused, "no such key", 404)));

        actor.Tell(Discovered(1));
        actor.Tell(Fetched(0, 1));
        actor.Tell(Cancelled);
        await AwaitConditionAsync(() => Task.FromResult(_scene.Destination.Steps.Contains("discard")), Patience);
        Assert.False(transfer.IsDone);
        removing.SetResult();

        Assert.Equal(DownloadErrorKind.NotFound, (await FailureOf(transfer)).Kind);
        Assert.DoesNotContain("publish", _scene.Destination.Steps);
    }

    [Fact]
    public void A_failed_chunk_is_offered_again_and_spared_its_worker()
    {
        var actor = Start(NewTransfer());
        _scene.ExpectOffer();

        actor.Tell(Failed(0, new FetchFailure(FetchFailureKind.Refused, "slow down", 503)));

        var again = _scene.ExpectOffer();
        Assert.Equal([0], again.Chunks.Indices);
        Assert.Equal(Worker.Id, again.Avoid);
    }

    [Theory]
    [InlineData("ExpiredToken", "credentials 1")]
    [InlineData("RequestTimeTooSkewed", "clock")]
    [InlineData("AuthorizationHeaderMalformed", "bucket to eu-west-1")]
    public void A_refused_signature_teaches_before_the_next_one(string errorCode, string lesson)
    {
        var actor = Start(NewTransfer());
        _scene.ExpectOffer();

        actor.Tell(Failed(0, new FetchFailure(FetchFailureKind.Refused, "refused", 400, errorCode)
        {
            OriginTime = lesson == "clock" ? DateTimeOffset.UtcNow.AddHours(1) : null,
            Region = lesson.EndsWith("eu-west-1", StringComparison.Ordinal) ? "eu-west-1" : null,
        }));

        _scene.Scheduler.FishForMessage<TransferProtocol.OfferChunks>(_ => true, Patience);
        Assert.Equal([lesson], _scene.ObjectStore.Lessons);
        Assert.Equal(2, _scene.ObjectStore.Signed.Count);
        Assert.Equal(lesson == "clock", _scene.ObjectStore.ClockCorrection > TimeSpan.FromMinutes(50));
    }

    [Fact]
    public async Task A_progress_receiver_is_told_the_end_and_may_throw()
    {
        var progress = new ThrowingReceiver();
        var transfer = NewTransfer(progress: progress);
        var actor = Start(transfer);
        _scene.ExpectOffer();
        actor.Tell(Discovered(1));
        actor.Tell(Fetched(0, 1));

        await transfer.Completion.WaitAsync(Patience);
        Assert.Equal((1L, 1L), (progress.Last!.BytesDone, progress.Last.BytesTotal));
    }

    private IActorRef Start(Transfer transfer) => Sys.ActorOf(_scene.PropsOf(transfer));

    private static void FetchAll(IActorRef actor)
    {
        actor.Tell(Fetched(0, 2));
        actor.Tell(Fetched(1, 2));
        actor.Tell(Fetched(2, 1));
    }

    private static async Task<DownloadException> FailureOf(Transfer transfer) =>
        await Assert.ThrowsAsync<DownloadException>(() => transfer.Completion.WaitAsync(Patience));

    private sealed class ThrowingReceiver : IProgress<DownloadProgress>
    {
        public DownloadProgress? Last { get; private set; }

        public void Report(DownloadProgress value)
        {
            Last = value;
            throw new InvalidOperationException("A receiver that throws.");
        }
    }
}

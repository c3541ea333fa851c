using ActorDownloader.Messages;
using ActorDownloader.Planning;
using ActorDownloader.Scheduling;

namespace ActorDownloader.Transfers;

public class TransferStateSpecs
{
    private static readonly WorkerIdentity Worker = new(new WorkerId(Guid.NewGuid()), "host", 7);
    private static readonly ObjectSource Source = new("http://origin/bucket/key", [], null);

    private static readonly TransferTerms Terms = new(
        null,
        null,
        null,
        ChecksumMode.Auto,
        false,
        new ChunkSizing(4, 2, 2, 2000),
        new RetryPolicy(3, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1), 2));

    [Fact]
    public void Nothing_is_made_before_the_request_is_signed()
    {
        var (state, effects) = TransferState.Start(Terms);

        Assert.IsType<TransferEffect.Sign>(Assert.Single(effects));
        Assert.Equal(TransferPhase.Preparing, state.Phase);
    }

    [Fact]
    public void A_request_that_cannot_be_signed_fails_without_a_trace()
    {
        var run = new TransferRun(Terms).On(
            new TransferEvent.SigningFailed(new TransferFailure(DownloadErrorKind.CredentialsUnavailable, "none")));

        Assert.Equal(TransferPhase.Failed, run.State.Phase);
        Assert.IsType<TransferEffect.End>(Assert.Single(run.Effects));
    }

    [Fact]
    public void The_first_chunk_discovers_and_nothing_else_is_offered_before()
    {
        var run = Begun();

        var offer = run.Single<TransferEffect.Offer>();
        Assert.Null(offer.Plan);
        Assert.Equal([0], offer.Chunks.Indices);
    }

    [Fact]
    public void What_was_discovered_pins_the_chunks_behind_the_first()
    {
        var run = Begun().On(Discovered(10, "\"a\""));

        var offer = run.Single<TransferEffect.Offer>();
        Assert.Equal("\"a\"", offer.Source.ETag);
        Assert.Equal([1, 2, 3, 4], offer.Chunks.Indices);
        Assert.Equal(10, run.Single<TransferEffect.Preallocate>().Length);
    }

    [Fact]
    public void A_discovered_version_is_named_by_later_requests()
    {
        var run = Begun().On(Discovered(10, "\"a\"", "v1"));

        Assert.Equal("v1", run.Single<TransferEffect.Sign>().VersionId);
        Assert.Empty(run.All<TransferEffect.Offer>());
        Assert.Single(run.Signed().All<TransferEffect.Offer>());
    }

    [Fact]
    public void A_version_that_may_not_be_named_is_pinned_by_its_ETag_alone()
    {
        var run = Begun().On(Discovered(10, "\"a\"", "v1")).Signed().On(Failed(1, Refusal(403)));

        var sign = run.Single<TransferEffect.Sign>();
        Assert.Null(sign.VersionId);
        Assert.Equal("\"a\"", sign.ETag);
        run = run.On(Failed(2, Refusal(403)));
        Assert.Equal(TransferPhase.Running, run.State.Phase);
        Assert.Equal([1, 2], run.Signed().All<TransferEffect.Offer>().SelectMany(offer => offer.Chunks.Indices));
    }

    [Fact]
    public void A_signature_that_is_merely_out_of_date_costs_no_pin()
    {
        var skewed = Refusal(403) with { ErrorCode = "RequestTimeTooSkewed" };

        Assert.Equal(
            "v1", Begun().On(Discovered(10, "\"a\"", "v1")).Signed().On(Failed(1, skewed)).Single<TransferEffect.Sign>().VersionId);
    }

    [Fact]
    public void The_repetition_of_an_only_chunk_is_pinned()
    {
        var run = Begun().On(Discovered(1, "\"a\"", "v1")).On(new TransferEvent.ChunkLost(0, "was killed", Worker));

        var offer = run.Single<TransferEffect.Offer>();
        Assert.Equal("\"a\"", offer.Source.ETag);
        Assert.NotNull(offer.Plan);
    }

    [Fact]
    public void The_repetition_of_an_empty_object_asks_for_no_range()
    {
        var run = Begun()
            .On(Discovered(0, "\"a\""))
            .On(new TransferEvent.ChunkLost(0, "was killed", Worker))
            .On(new TransferEvent.Discarded("/t"))
            .On(new TransferEvent.TemporaryCreated("/t2"));

        Assert.Null(run.Single<TransferEffect.Offer>().Plan);
        Assert.Single(run.On(Discovered(0, "\"a\"")).On(Fetched(0, 0)).All<TransferEffect.Publish>());
    }

    [Fact]
    public void A_refusal_that_stays_under_the_new_signature_fails()
    {
        var run = Begun().On(Discovered(10, "\"a\"", "v1")).Signed().On(Failed(1, Refusal(403))).Signed().On(Failed(1, Refusal(403)));

        Assert.Equal(DownloadErrorKind.AccessDenied, run.State.Failure?.Kind);
    }

    [Fact]
    public void All_chunks_fetched_the_file_is_published_and_then_it_is_over()
    {
        var run = Begun().On(Discovered(4, "\"a\"")).On(new TransferEvent.Preallocated()).On(Fetched(1, 2)).On(Fetched(0, 2));

        Assert.Equal(4, run.Single<TransferEffect.Publish>().Length);
        run = run.On(new TransferEvent.Published());
        Assert.Equal(TransferPhase.Completed, run.State.Phase);
        Assert.IsType<TransferEffect.End>(Assert.Single(run.Effects));
    }

    [Fact]
    public void An_empty_object_is_published()
    {
        var run = Begun().On(Discovered(0, "\"a\"")).On(Fetched(0, 0));

        Assert.Equal(0, run.Single<TransferEffect.Publish>().Length);
    }

    [Fact]
    public void Nothing_is_published_while_room_is_still_being_taken()
    {
        var run = Begun().On(Discovered(4, "\"a\"")).On(Fetched(0, 2)).On(Fetched(1, 2));

        Assert.Empty(run.All<TransferEffect.Publish>());
        Assert.Single(run.On(new TransferEvent.Preallocated()).All<TransferEffect.Publish>());
    }

    [Fact]
    public void A_chunk_reported_twice_counts_once()
    {
        var run = Begun().On(Discovered(6, "\"a\"")).On(Fetched(0, 2)).On(Fetched(0, 2)).On(Fetched(1, 2));

        Assert.Equal(4, run.State.BytesDone);
        Assert.Equal(2, run.State.Fetched.Count);
        Assert.Equal(TransferPhase.Running, run.State.Phase);
    }

    [Fact]
    public void Another_length_than_expected_is_an_error()
    {
        var run = new TransferRun(Terms with { ExpectedLength = 9 }).Signed()
            .On(new TransferEvent.TemporaryCreated("/t"))
            .On(Discovered(10, "\"a\""));

        Assert.Equal(DownloadErrorKind.SizeMismatch, run.State.Failure?.Kind);
        Assert.Single(run.All<TransferEffect.Discard>());
    }

    [Fact]
    public void Another_ETag_than_expected_is_an_error() => Assert.Equal(
        DownloadErrorKind.ObjectChanged,
        new TransferRun(Terms with { ExpectedETag = "\"b\"" }).Signed().On(new TransferEvent.TemporaryCreated("/t")).On(
            Discovered(10, "\"a\"")).State.Failure?.Kind);

    [Fact]
    public void An_object_that_is_another_at_its_second_discovery_is_an_error()
    {
        var run = Begun().On(Discovered(10, "\"a\"")).On(Discovered(10, "\"b\""));

        Assert.Equal(DownloadErrorKind.ObjectChanged, run.State.Failure?.Kind);
    }

    [Fact]
    public void A_failed_chunk_is_offered_again_after_a_pause_and_rather_to_another_worker()
    {
        var run = Begun().On(Discovered(10, "\"a\"")).On(Failed(3, new FetchFailure(FetchFailureKind.Connection, "reset")));

        var wake = run.Single<TransferEffect.Wake>();
        Assert.True(wake.Delay > TimeSpan.Zero);
        var offer = run.On(wake.Event).Single<TransferEffect.Offer>();
        Assert.Equal([3], offer.Chunks.Indices);
        Assert.Equal(Worker.Id, offer.Avoid);
        Assert.Equal(1, run.State.Retries);
    }

    [Theory]
    [InlineData(500, true)]
    [InlineData(503, false)]
    public void Another_try_has_a_connection_of_its_own_unless_there_were_too_many(int status, bool isAlone)
    {
        var run = Begun().On(Discovered(10, "\"a\"")).On(Failed(3, new FetchFailure(FetchFailureKind.Refused, "refused", status)));

        var offer = run.On(run.Single<TransferEffect.Wake>().Event).Single<TransferEffect.Offer>();
        Assert.Equal((true, isAlone), (offer.IsRetry, offer.OwnConnection));
    }

    [Fact]
    public void A_chunk_that_keeps_failing_fails_the_transfer_with_the_last_cause()
    {
        var failure = new FetchFailure(FetchFailureKind.Refused, "the origin is overloaded", 503, "SlowDown");
        var run = Begun().On(Discovered(10, "\"a\"")).On(Failed(3, failure)).On(Failed(3, failure)).On(Failed(3, failure));

        Assert.Equal(DownloadErrorKind.OriginUnavailable, run.State.Failure?.Kind);
        Assert.Equal(failure, run.State.Failure?.Fetch);
        Assert.Contains("failed 3 times", run.State.Failure?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_failure_wins()
    {
        var run = Begun()
            .On(Discovered(10, "\"a\""))
            .On(Failed(1, Refusal(404)))
            .On(Failed(2, Refusal(403)))
            .On(new TransferEvent.CancelRequested())
            .On(new TransferEvent.Discarded("/t"));

        Assert.Equal(TransferPhase.Failed, run.State.Phase);
        Assert.Equal(DownloadErrorKind.NotFound, run.State.Failure?.Kind);
    }

    [Fact]
    public void A_lost_chunk_is_offered_again_at_once()
    {
        var run = Begun().On(Discovered(10, "\"a\"")).On(new TransferEvent.ChunkLost(2, "was killed", Worker));

        Assert.Equal([2], run.Single<TransferEffect.Offer>().Chunks.Indices);
    }

    [Fact]
    public void A_discovery_that_is_repeated_gets_a_file_of_its_own()
    {
        var run = Begun().On(new TransferEvent.ChunkLost(0, "was killed", Worker));

        Assert.Equal("/t", run.Single<TransferEffect.Discard>().Path);
        run = run.On(new TransferEvent.Discarded("/t"));
        Assert.Equal(2, run.Single<TransferEffect.CreateTemporary>().Number);
        Assert.Empty(run.All<TransferEffect.Offer>());
        var offer = run.On(new TransferEvent.TemporaryCreated("/t2")).Single<TransferEffect.Offer>();
        Assert.Equal(("/t2", Worker.Id), (offer.Path, offer.Avoid));
    }

    [Fact]
    public void A_second_file_that_cannot_be_made_fails()
    {
        var run = Begun()
            .On(new TransferEvent.ChunkLost(0, "was killed", Worker))
            .On(new TransferEvent.Discarded("/t"))
            .On(new TransferEvent.CreationFailed(new TransferFailure(DownloadErrorKind.DestinationFull, "full")));

        Assert.Equal((TransferPhase.Failed, DownloadErrorKind.DestinationFull), (run.State.Phase, run.State.Failure?.Kind));
    }

    [Fact]
    public void A_cancellation_while_the_second_file_is_made_leaves_neither()
    {
        var run = Begun()
            .On(new TransferEvent.ChunkLost(0, "was killed", Worker))
            .On(new TransferEvent.Discarded("/t"))
            .On(new TransferEvent.CancelRequested());

        Assert.Equal(TransferPhase.Discarding, run.State.Phase);
        Assert.Equal("/t2", run.On(new TransferEvent.TemporaryCreated("/t2")).Single<TransferEffect.Discard>().Path);
    }

    [Fact]
    public void A_cancellation_while_the_first_file_is_removed_leaves_nothing()
    {
        var run = Begun().On(new TransferEvent.ChunkLost(0, "was killed", Worker)).On(new TransferEvent.CancelRequested());

        Assert.Equal(TransferPhase.Cancelled, run.On(new TransferEvent.Discarded("/t")).State.Phase);
    }

    [Fact]
    public void A_chunk_that_workers_die_of_fails_the_transfer()
    {
        var run = Begun()
            .On(Discovered(10, "\"a\""))
            .On(new TransferEvent.ChunkLost(2, "was killed", Worker))
            .On(new TransferEvent.ChunkLost(2, "was killed", Worker));

        Assert.Equal(DownloadErrorKind.WorkersUnavailable, run.State.Failure?.Kind);
    }

    [Fact]
    public void Bytes_in_flight_count_and_are_taken_off_when_their_chunk_fails()
    {
        var run = Begun().On(Discovered(10, "\"a\"")).On(new TransferEvent.ChunkProgressed(1, 1)).On(Fetched(0, 2));
        Assert.Equal(3, run.State.BytesDone);

        Assert.Equal(2, run.On(Failed(1, new FetchFailure(FetchFailureKind.Truncated, ""))).State.BytesDone);
    }

    [Fact]
    public void A_stale_signature_is_renewed_and_an_outdated_one_ignored()
    {
        var run = Begun().On(Discovered(10, "\"a\"")).On(new TransferEvent.SourceStale());
        var number = run.Single<TransferEffect.Sign>().Number;

        Assert.Empty(run.On(new TransferEvent.SourceSigned(number - 1, Source, TimeSpan.FromMinutes(5))).Effects);
        Assert.Single(run.On(new TransferEvent.SourceSigned(number, Source, TimeSpan.FromMinutes(5))).All<TransferEffect.Resign>());
    }

    [Fact]
    public void A_bad_checksum_is_never_published()
    {
        var reported = new ReportedChecksum("crc32c", "AAAAAA==", "FULL_OBJECT");
        var run = Begun().On(new TransferEvent.Discovered(new ObjectFacts(1, "\"a\"", null, [reported], ChunkChecksumAlgorithm.Crc32C)))
            .On(new TransferEvent.ChunkFetched(0, 1, new ChunkChecksum(ChunkChecksumAlgorithm.Crc32C, 5), Worker));

        Assert.Equal(DownloadErrorKind.ChecksumMismatch, run.State.Failure?.Kind);
        Assert.Empty(run.All<TransferEffect.Publish>());
    }

    [Fact]
    public void A_temporary_file_that_appears_after_the_cancellation_is_removed()
    {
        var run = new TransferRun(Terms).Signed().On(new TransferEvent.CancelRequested());
        Assert.Empty(run.All<TransferEffect.End>());

        run = run.On(new TransferEvent.TemporaryCreated("/t"));
        Assert.Equal("/t", run.Single<TransferEffect.Discard>().Path);
        Assert.Equal(TransferPhase.Cancelled, run.On(new TransferEvent.Discarded("/t")).State.Phase);
    }

    [Fact]
    public void A_cancellation_that_comes_after_the_last_byte_is_too_late()
    {
        var run = Begun()
            .On(Discovered(1, "\"a\""))
            .On(Fetched(0, 1))
            .On(new TransferEvent.CancelRequested())
            .On(new TransferEvent.Published());

        Assert.Equal(TransferPhase.Completed, run.State.Phase);
    }

    [Fact]
    public void A_file_that_cannot_be_put_in_its_place_is_removed_and_the_cause_kept()
    {
        var failure = new TransferFailure(DownloadErrorKind.DestinationDenied, "no");
        var run = Begun().On(Discovered(1, "\"a\"")).On(Fetched(0, 1)).On(new TransferEvent.PublishingFailed(failure));

        Assert.Single(run.All<TransferEffect.Discard>());
        run = run.On(new TransferEvent.Discarded("/t"));
        Assert.Equal(TransferPhase.Failed, run.State.Phase);
        Assert.Same(failure, run.State.Failure);
    }

    [Fact]
    public void Whoever_fetched_what_is_told()
    {
        var other = Worker with { ProcessId = 8 };
        var run = Begun().On(Discovered(6, "\"a\"")).On(Fetched(0, 2)).On(Fetched(1, 2)).On(Fetched(2, 2) with { Worker = other });

        Assert.Equal([new WorkerShare("host", 7, 4), new WorkerShare("host", 8, 2)], run.State.Shares);
    }

    [Fact]
    public void After_the_end_nothing_changes_anything()
    {
        var run = Begun().On(Discovered(1, "\"a\"")).On(Fetched(0, 1)).On(new TransferEvent.Published());

        Assert.Empty(run.On(new TransferEvent.CancelRequested()).On(Failed(0, Refusal(500))).Effects);
    }

    private static TransferRun Begun() => new TransferRun(Terms).Signed().On(new TransferEvent.TemporaryCreated("/t"));

    private static TransferEvent.Discovered Discovered(long length, string etag, string? version = null) =>
        new(new ObjectFacts(length, etag, version, [], ChunkChecksumAlgorithm.Crc32C));

    private static TransferEvent.ChunkFetched Fetched(int index, long length) =>
        new(index, length, new ChunkChecksum(ChunkChecksumAlgorithm.Crc32C, 0), Worker);

    private static TransferEvent.ChunkFailed Failed(int index, FetchFailure failure) => new(index, failure, Worker);

    private static FetchFailure Refusal(int status) => new(FetchFailureKind.Refused, $"status {status}", status);
}

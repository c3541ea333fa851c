using System.Collections.Immutable;
using ActorDownloader.Destinations;
using ActorDownloader.Journaling;
using ActorDownloader.Messages;
using ActorDownloader.Planning;
using ActorDownloader.Scheduling;

namespace ActorDownloader.Transfers;

/// <summary>How a transfer goes on where an earlier run ended, and what it leaves for a later one.</summary>
public class TransferResumeSpecs
{
    private static readonly WorkerIdentity Worker = new(new WorkerId(Guid.NewGuid()), "host", 7);
    private static readonly ObjectSource Source = new("http://origin/bucket/key", [], null);
    private static readonly RequestIdentity Request = new("http://origin", "bucket", "key", null, "file");

    /// <summary>What a transfer of now would do; the leftovers below are cut otherwise.</summary>
    private static readonly TransferTerms Terms = new(
        null,
        null,
        null,
        ChecksumMode.Auto,
        false,
        new ChunkSizing(8, 8, 8, 2000),
        new RetryPolicy(3, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1), 2));

    [Fact]
    public void Only_what_is_missing_is_asked_for_under_the_old_ETag_and_plan()
    {
        var run = Resumed([0, 2, 3]);

        var offer = run.Single<TransferEffect.Offer>();
        Assert.Equal([1, 4], offer.Chunks.Indices);
        Assert.Equal(("\"a\"", new ChunkPlan(10, 2, 2), "/t"), (offer.Source.ETag, offer.Plan, offer.Path));
        Assert.Equal([0, 2, 3], run.Single<TransferEffect.RereadChunks>().Chunks.Select(chunk => chunk.Index));
        Assert.Equal(10, run.Single<TransferEffect.Preallocate>().Length);
    }

    [Fact]
    public void Chunks_of_an_earlier_run_count_when_they_were_read_and_the_origin_has_given_one()
    {
        var run = Resumed([0, 2, 3]);
        Assert.Equal(0, run.State.BytesDone);

        run = run.On(Reread([0, 2, 3]));
        Assert.Equal(0, run.State.BytesDone);
        run = run.On(Fetched(1));
        Assert.Equal((8, 6), (run.State.BytesDone, run.State.BytesReused));

        run = Resumed([0, 2, 3]).On(Fetched(1)).On(Reread([0])).On(Reread([2, 3]));
        Assert.Equal((8, 6), (run.State.BytesDone, run.State.BytesReused));
    }

    [Fact]
    public void The_whole_is_published_when_what_was_missing_has_come()
    {
        var run = Resumed([0, 1, 2, 3]).On(new TransferEvent.Preallocated()).On(Reread([0, 1, 2, 3])).On(Fetched(4));

        Assert.Equal(10, run.Single<TransferEffect.Publish>().Length);
        Assert.Equal(1, run.State.Requests);
    }

    [Fact]
    public void Of_a_whole_object_the_shortest_chunk_is_asked_for_again()
    {
        var run = Resumed([0, 1, 2, 3, 4], length: 9);

        Assert.Equal([4], run.Single<TransferEffect.Offer>().Chunks.Indices);
        run = run.On(new TransferEvent.Preallocated()).On(Reread([0, 1, 2, 3], 9));
        Assert.Empty(run.All<TransferEffect.Publish>());
        Assert.Single(run.On(Fetched(4, 1)).All<TransferEffect.Publish>());
    }

    [Fact]
    public void A_journal_without_a_chunk_still_spares_the_discovery()
    {
        var run = Resumed([]);

        Assert.Equal([0, 1, 2, 3, 4], run.Single<TransferEffect.Offer>().Chunks.Indices);
        Assert.Empty(run.All<TransferEffect.RereadChunks>());
    }

    [Fact]
    public void A_chunk_that_is_damaged_on_disk_is_fetched_again()
    {
        var run = Resumed([0, 2, 3]).On(Reread([0, 3], damaged: [2]));

        Assert.Equal([2], run.Single<TransferEffect.Offer>().Chunks.Indices);
        run = run.On(Fetched(1)).On(Fetched(4));
        Assert.Equal((8, 4), (run.State.BytesDone, run.State.BytesReused));
        Assert.Equal(1, run.State.DamagedChunks);
    }

    [Fact]
    public void A_version_that_the_journal_names_is_named_again()
    {
        var run = Begun().On(Claimed([0, 1], version: "v1"));

        Assert.Equal(("v1", "\"a\""), (run.Single<TransferEffect.Sign>().VersionId, run.Single<TransferEffect.Sign>().ETag));
        Assert.Empty(run.All<TransferEffect.Offer>());
        run = run.On(Reread([1], damaged: [0]));
        Assert.Empty(run.All<TransferEffect.Offer>());
        Assert.Equal([0, 2, 3, 4], run.Signed().Single<TransferEffect.Offer>().Chunks.Indices);
    }

    [Theory]
    [InlineData(FetchFailureKind.ObjectChanged, null)]
    [InlineData(FetchFailureKind.Refused, 412)]
    [InlineData(FetchFailureKind.Refused, 404)]
    [InlineData(FetchFailureKind.Refused, 416)]
    public void An_object_that_has_changed_since_is_begun_anew(FetchFailureKind kind, int? status)
    {
        var run = Resumed([0, 2]).On(Reread([0])).On(Failed(1, new FetchFailure(kind, "no", status)));

        Assert.True(run.Single<TransferEffect.Withdraw>().Answer);
        Assert.Empty(run.All<TransferEffect.Discard>());
        run = run.On(Failed(3, new FetchFailure(kind, "no", status))).On(Fetched(4)).On(Reread([2])).On(new TransferEvent.Withdrawn());
        Assert.Equal("/t", run.Single<TransferEffect.Discard>().Path);
        run = run.On(new TransferEvent.Discarded("/t"));
        Assert.Null(run.Single<TransferEffect.Sign>().ETag);
        run = run.Signed();
        Assert.Equal(2, run.Single<TransferEffect.CreateTemporary>().Number);
        run = run.On(new TransferEvent.TemporaryCreated("/t2"));
        Assert.Null(run.Single<TransferEffect.Offer>().Plan);
        run = run.On(Discovered(3)).On(new TransferEvent.ChunkFetched(0, 3, new ChunkChecksum(ChunkChecksumAlgorithm.Crc32C, 0), Worker));
        Assert.Equal("/t2", run.Single<TransferEffect.Publish>().Path);
        Assert.Contains("changed", run.State.NotReused, StringComparison.Ordinal);
        Assert.Equal(0, run.State.BytesReused);
    }

    [Fact]
    public void It_is_begun_anew_once()
    {
        var run = Restarted()
            .Signed()
            .On(new TransferEvent.TemporaryCreated("/t2"))
            .On(Discovered(10))
            .On(Failed(0, new FetchFailure(FetchFailureKind.ObjectChanged, "again")));

        Assert.Equal((TransferPhase.Discarding, DownloadErrorKind.ObjectChanged), (run.State.Phase, run.State.Failure?.Kind));
        Assert.Single(run.All<TransferEffect.Discard>());
    }

    [Theory]
    [InlineData("crc32c", "AAAAAA==", "FULL_OBJECT")]
    [InlineData("sha256", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "FULL_OBJECT")]
    public void Bytes_of_two_runs_that_are_proven_wrong_are_fetched_anew_and_those_of_one_are_not(
        string algorithm, string value, string type)
    {
        var reported = new ReportedChecksum(algorithm, value, type);
        var run = Begun().On(Claimed([0, 1, 2, 3], reported: reported)).On(new TransferEvent.Preallocated()).On(Reread([0, 1, 2, 3]))
            .On(Fetched(4) with { Checksum = new ChunkChecksum(ChunkChecksumAlgorithm.Crc32C, 5) });
        if (algorithm == "sha256")
        {
            run = run.On(new TransferEvent.FileSummed("/t", "other"));
        }

        run = run.On(new TransferEvent.DamageFound("/t", Journaled([0, 1, 2, 3, 4], 10), []));

        Assert.True(run.All<TransferEffect.Withdraw>().Single(withdraw => withdraw.Answer).Answer);
        Assert.Contains("not the object's", run.State.NotReused, StringComparison.Ordinal);
        run = run.On(new TransferEvent.Withdrawn()).On(new TransferEvent.Discarded("/t")).Signed().On(
            new TransferEvent.TemporaryCreated("/t2"))
            .On(
                new TransferEvent.Discovered(
                    new ObjectFacts(
                        2, "\"a\"", null, [new ReportedChecksum("crc32c", "AAAAAA==", "FULL_OBJECT")], ChunkChecksumAlgorithm.Crc32C)))
            .On(Fetched(0) with { Checksum = new ChunkChecksum(ChunkChecksumAlgorithm.Crc32C, 5) });
        Assert.Equal(DownloadErrorKind.ChecksumMismatch, run.State.Failure?.Kind);
    }

    [Fact]
    public void A_chunk_that_the_file_has_lost_since_it_was_read_is_fetched_again_once()
    {
        var sha = new ReportedChecksum("sha256", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "FULL_OBJECT");
        var lost = new TransferEvent.DamageFound("/t", Journaled([0, 1, 2, 3, 4], 10), Journaled([2], 10));
        var run = Begun().On(Claimed([0, 1, 2, 3], reported: sha)).On(new TransferEvent.Preallocated()).On(Reread([0, 1, 2, 3]))
            .On(Fetched(4)).On(new TransferEvent.FileSummed("/t", "other")).On(lost).Signed();
        Assert.Equal([2], run.Single<TransferEffect.Offer>().Chunks.Indices);

        // And then, as other bytes of two runs that are wrong, all of it.
        run = run.On(Fetched(2)).On(new TransferEvent.FileSummed("/t", "other")).On(lost);
        Assert.Contains("not the object's", run.State.NotReused, StringComparison.Ordinal);
    }

    [Fact]
    public void The_parts_length_is_asked_for_when_the_object_is_known_to_be_the_same()
    {
        var run = Begun().On(Claimed([0, 1, 2], reported: new ReportedChecksum("crc32", "y/Q5Jg==-2", "COMPOSITE")));
        Assert.Empty(run.All<TransferEffect.FindPartLength>());

        Assert.Single(run.On(Fetched(3)).All<TransferEffect.FindPartLength>());
        Assert.Empty(run.On(Fetched(3)).On(Fetched(4)).All<TransferEffect.FindPartLength>());
    }

    [Fact]
    public void An_object_that_changes_after_a_chunk_has_come_fails_as_any_other()
    {
        var run = Resumed([0, 2]).On(Fetched(1)).On(Failed(3, new FetchFailure(FetchFailureKind.ObjectChanged, "no")));

        Assert.Equal(DownloadErrorKind.ObjectChanged, run.State.Failure?.Kind);
        Assert.Single(run.All<TransferEffect.Discard>());
    }

    [Fact]
    public void A_pause_before_a_retry_does_not_reach_into_the_new_beginning()
    {
        var run = Resumed([0, 2]).On(Failed(1, new FetchFailure(FetchFailureKind.Connection, "reset")));
        var key = run.Single<TransferEffect.Wake>().Key;

        Assert.Contains(
            new TransferEffect.CancelWake(key),
            run.On(Failed(3, new FetchFailure(FetchFailureKind.ObjectChanged, "no"))).All<TransferEffect.CancelWake>());
    }

    [Theory]
    [InlineData(9L, null)]
    [InlineData(null, "\"b\"")]
    public void A_leftover_that_the_request_contradicts_is_not_used(long? length, string? etag)
    {
        var run = new TransferRun(Terms with { ExpectedLength = length, ExpectedETag = etag }).Signed().On(Claimed([0, 1]));

        Assert.Empty(run.All<TransferEffect.Offer>());
        Assert.Single(run.On(new TransferEvent.Withdrawn()).All<TransferEffect.Discard>());
        Assert.Contains("expected", run.State.NotReused, StringComparison.Ordinal);
    }

    [Fact]
    public void A_leftover_that_nothing_can_be_proven_of_is_not_used_where_proof_is_required()
    {
        var terms = Terms with { ChecksumMode = ChecksumMode.Required };

        var run = new TransferRun(terms).Signed().On(Claimed([0, 1], asked: false));
        Assert.Equal(TransferPhase.Preparing, run.State.Phase);
        Assert.NotNull(run.State.NotReused);

        run = new TransferRun(terms).Signed().On(Claimed([0, 1], asked: true));
        Assert.Equal(DownloadErrorKind.NotVerifiable, run.State.Failure?.Kind);
        Assert.Single(run.All<TransferEffect.Keep>());
    }

    [Fact]
    public void What_an_earlier_run_left_is_not_lost_because_the_origin_cannot_be_reached()
    {
        var refused = new FetchFailure(FetchFailureKind.Connection, "refused");
        var run = Resumed([0, 2]).On(Failed(1, refused)).On(Failed(1, refused)).On(Failed(1, refused));

        Assert.Equal(DownloadErrorKind.ConnectionFailed, run.State.Failure?.Kind);
        Assert.Equal("/t", run.Single<TransferEffect.Keep>().Path);
        run = run.On(new TransferEvent.Kept("/t", Stays: true));
        Assert.Equal((TransferPhase.Failed, 4), (run.State.Phase, run.State.BytesKept));
    }

    [Fact]
    public void What_fails_after_a_chunk_has_come_leaves_nothing()
    {
        var refused = new FetchFailure(FetchFailureKind.Refused, "no", 403);

        Assert.Single(Resumed([0, 2]).On(Fetched(4)).On(Failed(1, refused)).All<TransferEffect.Discard>());
    }

    [Fact]
    public void A_cancellation_removes_what_was_taken_over()
    {
        Assert.Single(Resumed([0, 2]).On(new TransferEvent.CancelRequested()).All<TransferEffect.Discard>());
        Assert.Single(Begun().On(new TransferEvent.CancelRequested()).On(Claimed([0, 2])).All<TransferEffect.Discard>());
    }

    [Fact]
    public void A_cancellation_on_the_way_to_a_new_beginning_leaves_nothing()
    {
        var run = Resumed([0, 2])
            .On(Failed(1, new FetchFailure(FetchFailureKind.ObjectChanged, "no")))
            .On(new TransferEvent.CancelRequested());

        Assert.Equal(TransferPhase.Cancelled, run.On(new TransferEvent.Discarded("/t")).State.Phase);
        Assert.Equal(TransferPhase.Cancelled, Restarted().On(new TransferEvent.CancelRequested()).State.Phase);
    }

    [Fact]
    public void A_pause_keeps_what_has_come()
    {
        var run = Discovering().On(Discovered(20)).On(Fetched(0, 8)).On(new TransferEvent.CancelRequested(Keep: true));

        Assert.Equal("/t", run.Single<TransferEffect.Keep>().Path);
        run = run.On(new TransferEvent.Kept("/t", Stays: true));
        Assert.Equal((TransferPhase.Cancelled, 8), (run.State.Phase, run.State.BytesKept));
    }

    [Fact]
    public void A_pause_before_anything_is_known_of_the_object_keeps_nothing()
    {
        Assert.Single(Discovering().On(new TransferEvent.CancelRequested(Keep: true)).All<TransferEffect.Discard>());
        Assert.Single(Discovering().On(Discovered(3)).On(new TransferEvent.CancelRequested(Keep: true)).All<TransferEffect.Discard>());
        Assert.Equal(TransferPhase.Cancelled, new TransferRun(Terms).On(new TransferEvent.CancelRequested(Keep: true)).State.Phase);
    }

    [Fact]
    public void A_pause_while_a_leftover_is_taken_over_keeps_it()
    {
        var run = Begun().On(new TransferEvent.CancelRequested(Keep: true)).On(Claimed([0, 2]));

        Assert.Equal(4, run.On(new TransferEvent.Kept("/t", Stays: true)).State.BytesKept);
    }

    [Theory]
    [InlineData(404, true)]
    [InlineData(412, false)]
    public void With_keep_partial_a_failure_keeps_what_a_later_run_could_use(int status, bool keeps)
    {
        var run = new TransferRun(Terms with { KeepPartial = true }).Signed().On(new TransferEvent.TemporaryCreated("/t")).On(
            Discovered(20)).On(Fetched(0, 8))
            .On(Failed(1, new FetchFailure(FetchFailureKind.Refused, "no", status)));

        Assert.Equal(keeps ? 1 : 0, run.All<TransferEffect.Keep>().Count);
        Assert.Equal(keeps ? 0 : 1, run.All<TransferEffect.Discard>().Count);
    }

    [Fact]
    public void Bytes_that_are_proven_wrong_are_not_kept()
    {
        var reported = new ReportedChecksum("crc32c", "AAAAAA==", "FULL_OBJECT");
        var run = new TransferRun(Terms with { KeepPartial = true }).Signed().On(new TransferEvent.TemporaryCreated("/t"))
            .On(new TransferEvent.Discovered(new ObjectFacts(10, "\"a\"", null, [reported], ChunkChecksumAlgorithm.Crc32C))).On(
                new TransferEvent.Preallocated())
            .On(Fetched(0, 8) with { Checksum = new ChunkChecksum(ChunkChecksumAlgorithm.Crc32C, 5) }).On(Fetched(1, 2)).On(
                new TransferEvent.DamageFound("/t", [], []));

        Assert.Equal(DownloadErrorKind.ChecksumMismatch, run.State.Failure?.Kind);
        Assert.Single(run.All<TransferEffect.Discard>());
    }

    [Fact]
    public void Each_chunk_of_an_object_of_several_is_written_down_once()
    {
        var run = Discovering().On(Discovered(20));
        Assert.Equal(new ChunkPlan(20, 8, 8), run.Single<TransferEffect.BeginJournal>().Plan);

        Assert.Equal(new JournaledChunk(1, 8, 0), run.On(Fetched(1, 8)).Single<TransferEffect.RecordChunk>().Chunk);
        Assert.Empty(run.On(Fetched(1, 8)).On(Fetched(1, 8)).All<TransferEffect.RecordChunk>());
        Assert.Empty(run.On(Discovered(20)).All<TransferEffect.BeginJournal>());
    }

    [Theory]
    [InlineData(3, "\"a\"")]
    [InlineData(20, null)]
    [InlineData(20, "W/\"a\"")]
    public void What_cannot_be_resumed_is_not_written_down(long length, string? etag)
    {
        var run = Discovering().On(Discovered(length, etag));

        Assert.Empty(run.All<TransferEffect.BeginJournal>());
        Assert.Empty(run.On(Fetched(0, Math.Min(length, 8))).All<TransferEffect.RecordChunk>());
    }

    [Fact]
    public void Why_a_leftover_could_not_be_taken_over_is_kept_for_the_result() => Assert.Equal(
        "It is in use.",
        Begun().On(new TransferEvent.TemporaryCreated("/t", "It is in use.")).State.NotReused);

    private static TransferRun Begun() => new TransferRun(Terms).Signed();

    private static TransferRun Discovering() => Begun().On(new TransferEvent.TemporaryCreated("/t"));

    private static TransferRun Resumed(int[] chunks, long length = 10) => Begun().On(Claimed(chunks, length));

    private static TransferRun Restarted() =>
        Resumed([0, 2])
            .On(Failed(1, new FetchFailure(FetchFailureKind.ObjectChanged, "no")))
            .On(new TransferEvent.Withdrawn())
            .On(new TransferEvent.Discarded("/t"));

    /// <summary>Five chunks of two bytes; the last one shorter where the length is odd.</summary>
    private static TransferEvent.LeftoverClaimed Claimed(
        int[] chunks,
        long length = 10,
        string? version = null,
        bool asked = true,
        ReportedChecksum? reported = null) => new("/t", new Leftover(
        new JournalHeader(
            Request,
            new ObjectFacts(length, "\"a\"", version, reported is null ? [] : [reported], ChunkChecksumAlgorithm.Crc32C),
            new ChunkPlan(length, 2, 2),
            asked),
        Journaled(chunks, length)));

    private static TransferEvent.ChunksReread Reread(int[] intact, long length = 10, int[]? damaged = null) =>
        new("/t", Journaled(intact, length), Journaled(damaged ?? [], length));

    private static ImmutableArray<JournaledChunk> Journaled(int[] chunks, long length) =>
        [.. chunks.Select(index => new JournaledChunk(index, new ChunkPlan(length, 2, 2).RangeOf(index).Length, 0))];

    private static TransferEvent.Discovered Discovered(long length, string? etag = "\"a\"") =>
        new(new ObjectFacts(length, etag, null, [], ChunkChecksumAlgorithm.Crc32C));

    private static TransferEvent.ChunkFetched Fetched(int index, long length = 2) =>
        new(index, length, new ChunkChecksum(ChunkChecksumAlgorithm.Crc32C, 0), Worker);

    private static TransferEvent.ChunkFailed Failed(int index, FetchFailure failure) => new(index, failure, Worker);
}

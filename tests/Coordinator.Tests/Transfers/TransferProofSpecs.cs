using ActorDownloader.Integrity;
using ActorDownloader.Messages;
using ActorDownloader.Planning;
using ActorDownloader.Scheduling;

namespace ActorDownloader.Transfers;

/// <summary>What comes between the last byte and the final name.</summary>
public class TransferProofSpecs
{
    private static readonly WorkerIdentity Worker = new(new WorkerId(Guid.NewGuid()), "host", 7);
    private static readonly ReportedChecksum OfBytes = new("sha256", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "FULL_OBJECT");
    private static readonly ReportedChecksum OfTwoParts = new("crc32", "y/Q5Jg==-2", "COMPOSITE");
    private static readonly FetchFailure Busy = new(FetchFailureKind.Refused, "status 503", 503);

    private static readonly TransferTerms Terms = new(
        null,
        null,
        null,
        ChecksumMode.Auto,
        false,
        new ChunkSizing(4, 2, 2, 2000),
        new RetryPolicy(2, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1), 2));

    [Fact]
    public void A_file_is_published_when_it_was_read_and_is_right()
    {
        var run = Fetched(Terms, 1, OfBytes);

        Assert.Equal(
            (TransferPhase.Verifying, FileChecksumAlgorithm.Sha256), (run.State.Phase, run.Single<TransferEffect.SumFile>().Algorithm));
        Assert.Single(run.All<TransferEffect.Withdraw>());
        Assert.Empty(run.All<TransferEffect.Publish>());
        run = run.On(new TransferEvent.FileSummed("/t", OfBytes.Value));
        Assert.Single(run.All<TransferEffect.Publish>());
        Assert.Equal("SHA256", run.State.Validation?.Algorithm);
    }

    [Fact]
    public void A_file_that_is_not_right_is_removed()
    {
        var run = Fetched(Terms, 1, OfBytes).On(new TransferEvent.FileSummed("/t", "other"));

        Assert.Equal(DownloadErrorKind.ChecksumMismatch, run.State.Failure?.Kind);
        Assert.Contains("other", run.State.Failure?.Message, StringComparison.Ordinal);
        Assert.Single(run.All<TransferEffect.Discard>());
    }

    [Fact]
    public void A_file_that_is_not_right_is_fetched_once_more_where_the_rules_have_it()
    {
        var terms = Terms with { Retry = Terms.Retry with { MismatchRestarts = 1 } };
        var run = Fetched(terms, 1, OfBytes).On(new TransferEvent.FileSummed("/t", "other"));

        Assert.Null(run.State.Failure);
        Assert.True(run.Single<TransferEffect.Withdraw>().Answer);
        run = run.On(new TransferEvent.Withdrawn());
        Assert.Equal("/t", run.Single<TransferEffect.Discard>().Path);
        run = run.On(new TransferEvent.Discarded("/t"));
        run = Whole(Discovered(run, 1, OfBytes), 1).On(new TransferEvent.FileSummed("/t", "other"));
        Assert.Equal(DownloadErrorKind.ChecksumMismatch, run.State.Failure?.Kind);
        Assert.Equal(1, run.State.Mismatches);
    }

    [Theory]
    [InlineData(1, null, null)]
    [InlineData(0, null, DownloadErrorKind.ObjectChanged)]
    [InlineData(1, "\"a\"", DownloadErrorKind.ObjectChanged)]
    public void An_object_that_is_overwritten_is_begun_anew_as_often_as_the_rules_have_it(
        int restarts, string? expectedETag, DownloadErrorKind? failure)
    {
        var run = Discovered(Terms with { ExpectedETag = expectedETag, Retry = Terms.Retry with { ChangeRestarts = restarts } }, 4)
            .On(new TransferEvent.ChunkFailed(1, new FetchFailure(FetchFailureKind.ObjectChanged, "412", 412), Worker));

        Assert.Equal(failure, run.State.Failure?.Kind);
        Assert.Equal(failure is null ? 1 : 0, run.State.Changes);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_removed()
    {
        var failure = new TransferFailure(DownloadErrorKind.DestinationFailed, "no");

        Assert.Same(failure, Fetched(Terms, 1, OfBytes).On(new TransferEvent.SummingFailed(failure)).State.Failure);
    }

    [Fact]
    public void A_cancellation_while_the_file_is_read_removes_it() =>
        Assert.Single(Fetched(Terms, 1, OfBytes).On(new TransferEvent.CancelRequested()).All<TransferEffect.Discard>());

    [Fact]
    public void The_parts_length_is_asked_for_while_chunks_are_fetched()
    {
        var run = Discovered(Terms, 4, OfTwoParts);

        Assert.Equal("\"a\"", run.Single<TransferEffect.FindPartLength>().ETag);
        Assert.Single(run.All<TransferEffect.Offer>());
        run = run.On(new TransferEvent.PartLengthFound(3)).On(Chunk(0, 2)).On(Chunk(1, 2)).On(new TransferEvent.Preallocated());
        Assert.Equal(3, run.Single<TransferEffect.SumFile>().PartLength);
    }

    [Fact]
    public void The_last_byte_waits_for_the_parts_length()
    {
        var run = Fetched(Terms, 4, OfTwoParts);

        Assert.Equal(TransferPhase.Running, run.State.Phase);
        Assert.Single(run.On(new TransferEvent.PartLengthFound(2)).All<TransferEffect.SumFile>());
    }

    [Fact]
    public void An_only_part_is_not_asked_for()
    {
        var run = Fetched(Terms, 4, OfTwoParts with { Value = "y/Q5Jg==-1" });

        Assert.Equal(4, run.Single<TransferEffect.SumFile>().PartLength);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(0)]
    public void Parts_that_do_not_add_up_prove_nothing(long partLength)
    {
        var run = Fetched(Terms, 4, OfTwoParts).On(new TransferEvent.PartLengthFound(partLength));

        Assert.Single(run.All<TransferEffect.Publish>());
        Assert.NotNull(run.State.Validation?.Reason);
    }

    [Fact]
    public void What_is_told_of_another_object_does_not_count()
    {
        var run = Fetched(Terms, 4, OfTwoParts);

        Assert.Empty(run.On(new TransferEvent.PartLengthFound(2, "\"other\"")).Effects);
        Assert.Empty(run.On(new TransferEvent.PartLengthUnknown(Busy, "\"other\"")).Effects);
        Assert.Single(run.On(new TransferEvent.PartLengthFound(2, "\"a\"")).All<TransferEffect.SumFile>());
    }

    [Fact]
    public void A_question_that_failed_for_the_moment_is_asked_again()
    {
        var run = Fetched(Terms, 4, OfTwoParts).On(new TransferEvent.PartLengthUnknown(Busy));

        Assert.Single(run.On(run.Single<TransferEffect.Wake>().Event).All<TransferEffect.FindPartLength>());
    }

    [Fact]
    public void A_question_that_is_not_answered_leaves_it_unproven()
    {
        var run = Fetched(Terms, 4, OfTwoParts).On(new TransferEvent.PartLengthUnknown(Busy)).On(new TransferEvent.PartLengthUnknown(Busy));

        Assert.Single(run.All<TransferEffect.Publish>());
        Assert.Contains("503", run.State.Validation?.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Required_does_not_publish_what_is_unproven()
    {
        var denied = Busy with { HttpStatus = 403 };
        var run = Fetched(Terms with { ChecksumMode = ChecksumMode.Required }, 4, OfTwoParts)
            .On(new TransferEvent.PartLengthUnknown(denied));

        Assert.Equal(DownloadErrorKind.NotVerifiable, run.State.Failure?.Kind);
    }

    [Fact]
    public void Required_fails_as_soon_as_it_is_known_that_nothing_can_be_proven()
    {
        var run = Discovered(Terms with { ChecksumMode = ChecksumMode.Required }, 4);

        Assert.Equal(DownloadErrorKind.NotVerifiable, run.State.Failure?.Kind);
        Assert.Empty(run.All<TransferEffect.Offer>());
    }

    private static TransferRun Discovered(TransferTerms terms, long length, params ReportedChecksum[] checksums) =>
        Discovered(new TransferRun(terms), length, checksums);

    private static TransferRun Discovered(TransferRun begun, long length, params ReportedChecksum[] checksums) => begun
        .Signed()
        .On(new TransferEvent.TemporaryCreated("/t"))
        .On(new TransferEvent.Discovered(new ObjectFacts(length, "\"a\"", null, [.. checksums], ChunkChecksumAlgorithm.Crc32C)));

    private static TransferRun Fetched(TransferTerms terms, long length, params ReportedChecksum[] checksums) =>
        Whole(Discovered(terms, length, checksums), length);

    private static TransferRun Whole(TransferRun run, long length) =>
        length == 1 ? run.On(Chunk(0, 1)) : run.On(new TransferEvent.Preallocated()).On(Chunk(0, 2)).On(Chunk(1, 2));

    private static TransferEvent.ChunkFetched Chunk(int index, long length) =>
        new(index, length, new ChunkChecksum(ChunkChecksumAlgorithm.Crc32C, 0), Worker);
}

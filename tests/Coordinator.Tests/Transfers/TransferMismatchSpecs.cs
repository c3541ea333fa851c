using System.Collections.Immutable;
using ActorDownloader.Checksums;
using ActorDownloader.Journaling;
using ActorDownloader.Messages;
using ActorDownloader.Planning;
using ActorDownloader.Scheduling;

namespace ActorDownloader.Transfers;

/// <summary>What follows when all bytes are there and are not those of the object's checksum.</summary>
public class TransferMismatchSpecs
{
    private const string Right = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    private static readonly WorkerIdentity Worker = new(new WorkerId(Guid.NewGuid()), "host", 7);
    private static readonly ReportedChecksum OfFile = new("sha256", Right, "FULL_OBJECT");
    private static readonly ReportedChecksum OfChunks = new("crc32c", ChecksumAlgorithm.Crc32C.ToBase64(Whole(0, 1, 2)), "FULL_OBJECT");

    private static readonly TransferTerms Terms = new(
        null, null, null, ChecksumMode.Auto, false, new ChunkSizing(4, 2, 2, 2000),
        new RetryPolicy(2, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1), 2) { MismatchRestarts = 1 });

    [Fact]
    public void The_journal_is_asked_which_chunk_it_is()
    {
        var run = Fetch(Running(OfFile), 0, 1, 2).On(new TransferEvent.FileSummed("/t", "other"));

        Assert.Equal("/t", run.Single<TransferEffect.FindDamage>().Path);
        Assert.Empty(run.All<TransferEffect.Discard>());
    }

    [Fact]
    public void A_chunk_that_the_file_has_otherwise_is_fetched_again_alone()
    {
        var run = Doubted().On(Found(damaged: [1])).Signed();

        Assert.Equal([1], run.Single<TransferEffect.Offer>().Chunks.Indices);
        Assert.Equal(4, run.State.BytesDone);
        run = Fetch(run, 1).On(new TransferEvent.FileSummed("/t", Right));
        Assert.Equal("/t", run.Single<TransferEffect.Publish>().Path);
        Assert.Equal([1], run.State.Refetched);
        Assert.Equal(0, run.State.Mismatches);
    }

    [Fact]
    public void It_is_written_down_again()
    {
        var run = Fetch(Doubted().On(Found(damaged: [1])).Signed(), 1);

        Assert.Equal(1, run.Single<TransferEffect.RecordChunk>().Chunk.Index);
    }

    [Fact]
    public void Its_second_fetch_has_a_fence_of_its_own()
    {
        var run = Contested().On(Found(damaged: [1])).Signed().On(new TransferEvent.ChunkHedged(1));

        Assert.Single(Fetch(run, 1).All<TransferEffect.Fence>());
    }

    [Fact]
    public void What_the_first_fetch_brought_is_not_compared_with_what_the_second_has_written()
    {
        var run = Fetch(Running(OfFile).On(new TransferEvent.ChunkHedged(1)), 0, 1, 2)
            .On(new TransferEvent.Fenced())
            .On(new TransferEvent.ChunksReread("/t", [], Chunks(1)))
            .On(Found(damaged: [1]))
            .Signed()
            .On(new TransferEvent.ChunkHedged(1));

        run = Fetch(run, 1).On(new TransferEvent.Fenced());

        Assert.Single(run.Single<TransferEffect.RereadChunks>().Chunks);
    }

    [Fact]
    public void Who_wrote_to_the_file_before_is_not_waited_for_again()
    {
        var run = Contested().On(Found(damaged: [1])).Signed();

        Assert.Single(Fetch(run, 1).All<TransferEffect.SumFile>());
    }

    [Fact]
    public void It_is_fetched_again_once_and_then_named()
    {
        var run = Fetch(Doubted().On(Found(damaged: [1])).Signed(), 1)
            .On(new TransferEvent.FileSummed("/t", "other"))
            .On(Found(damaged: [1]));

        Assert.Equal(DownloadErrorKind.ChecksumMismatch, run.State.Failure?.Kind);
        Assert.Contains("chunk 1 has other bytes again", run.State.Failure?.Message, StringComparison.Ordinal);
        Assert.Single(run.All<TransferEffect.Discard>());
    }

    [Fact]
    public void Where_nothing_may_be_fetched_again_it_is_named_at_once()
    {
        var terms = Terms with { Retry = Terms.Retry with { MismatchRestarts = 0 } };
        var run = Fetch(Running(OfFile, terms), 0, 1, 2).On(new TransferEvent.FileSummed("/t", "other")).On(Found(damaged: [0, 2]));

        Assert.Contains("chunks 0, 2 have other bytes than came", run.State.Failure?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_chunk_and_all_of_them_count_alike()
    {
        var terms = Terms with { Retry = Terms.Retry with { MismatchRestarts = 2 } };
        var run = Wrong(Fetch(Wrong(Fetch(Running(OfFile, terms), 0, 1, 2)).On(Found(damaged: [1])).Signed(), 1)).On(Found());
        Assert.Equal(1, run.State.Mismatches);

        run = Discovered(run.On(new TransferEvent.Withdrawn()).On(new TransferEvent.Discarded("/t")), OfFile);
        Assert.NotNull(Wrong(Fetch(run, 0, 1, 2)).On(Found()).State.Failure);
    }

    [Fact]
    public void Where_two_have_written_the_disk_is_not_blamed()
    {
        var terms = Terms with { Retry = Terms.Retry with { MismatchRestarts = 0 } };
        var run = Contested(terms).On(Found(damaged: [1]));

        Assert.EndsWith("chunk 1 has other bytes than came.", run.State.Failure?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_file_has_what_came_all_is_fetched_again()
    {
        var run = Doubted().On(Found()).On(new TransferEvent.Withdrawn());

        Assert.Single(run.All<TransferEffect.Discard>());
        Assert.Equal(1, run.State.Mismatches);
    }

    [Fact]
    public void What_comes_otherwise_the_second_time_is_what_was_wrong()
    {
        var run = Fetch(Again(came: [0, 9, 2]), 0, 1, 2);

        Assert.Single(run.All<TransferEffect.Publish>());
        Assert.Equal([1], run.State.Refetched);
    }

    [Fact]
    public void What_comes_wrong_both_times_is_named()
    {
        var run = Fetch(Again(came: [0, 9, 2]), 0, 8, 2).On(Found());

        Assert.Contains("Chunk 1 came with other bytes the second time", run.State.Failure?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_another_version_other_bytes_are_nothing_to_note()
    {
        var run = Fetch(Again(came: [0, 9, 2], etag: "\"b\""), 0, 1, 2);

        Assert.Single(run.All<TransferEffect.Publish>());
        Assert.Empty(run.State.Refetched);
    }

    [Fact]
    public void Bytes_that_come_twice_the_same_are_the_origins()
    {
        var run = Fetch(Again(came: [0, 9, 2]), 0, 9, 2).On(Found());

        Assert.Contains("All chunks came twice with the same bytes", run.State.Failure?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_came_wrong_are_not_looked_for_in_the_file()
    {
        var run = Fetch(Running(OfChunks), 0, 9, 2).On(Found(damaged: [0]));

        Assert.True(run.Single<TransferEffect.Withdraw>().Answer);
        Assert.Equal(1, run.State.Mismatches);
    }

    [Fact]
    public void A_journal_that_cannot_be_read_leaves_it_at_that()
    {
        var run = Doubted().On(new TransferEvent.DamageFound("/t", [], []));

        Assert.Equal(1, run.State.Mismatches);
    }

    [Fact]
    public void A_cancellation_while_it_is_looked_for_removes_the_file() =>
        Assert.Single(Doubted().On(new TransferEvent.CancelRequested()).All<TransferEffect.Discard>());

    /// <summary>Three chunks of two bytes.</summary>
    private static TransferRun Running(ReportedChecksum reported, TransferTerms? terms = null) =>
        Discovered(new TransferRun(terms ?? Terms), reported);

    private static TransferRun Discovered(TransferRun begun, ReportedChecksum reported, string etag = "\"a\"") => begun
        .Signed()
        .On(new TransferEvent.TemporaryCreated("/t"))
        .On(new TransferEvent.Discovered(new ObjectFacts(6, etag, null, [reported], ChunkChecksumAlgorithm.Crc32C)))
        .On(new TransferEvent.Preallocated());

    private static TransferRun Doubted() => Wrong(Fetch(Running(OfFile), 0, 1, 2));

    private static TransferRun Wrong(TransferRun run) => run.On(new TransferEvent.FileSummed("/t", "other"));

    /// <summary>The same, after two had written chunk 1 and it was compared once both had stopped.</summary>
    private static TransferRun Contested(TransferTerms? terms = null) => Fetch(Running(OfFile, terms).On(new TransferEvent.ChunkHedged(1)), 0, 1, 2)
        .On(new TransferEvent.Fenced())
        .On(new TransferEvent.ChunksReread("/t", Chunks(1), []))
        .On(new TransferEvent.FileSummed("/t", "other"));

    /// <summary>After chunks of these checksums had been found wrong.</summary>
    private static TransferRun Again(ulong[] came, string etag = "\"a\"") => Discovered(
        Fetch(Running(OfChunks), came)
            .On(new TransferEvent.DamageFound("/t", [.. came.Select((checksum, index) => new JournaledChunk(index, 2, checksum))], []))
            .On(new TransferEvent.Withdrawn())
            .On(new TransferEvent.Discarded("/t")),
        OfChunks,
        etag);

    private static TransferEvent.DamageFound Found(params int[] damaged) =>
        new("/t", Chunks(0, 1, 2), Chunks(damaged));

    private static ImmutableArray<JournaledChunk> Chunks(params int[] indices) =>
        [.. indices.Select(index => new JournaledChunk(index, 2, (ulong)index))];

    /// <summary>Chunks whose checksums are their indices, or, where a number is none, of the chunk that it stands for.</summary>
    private static TransferRun Fetch(TransferRun run, params ulong[] checksums) => checksums
        .Select((checksum, at) => new TransferEvent.ChunkFetched(
            checksum < 3 ? (int)checksum : at, 2, new ChunkChecksum(ChunkChecksumAlgorithm.Crc32C, checksum), Worker))
        .Aggregate(run, (fetched, next) => fetched.On(next));

    private static ulong Whole(params ulong[] checksums) =>
        checksums.Aggregate(0UL, (all, next) => ChecksumAlgorithm.Crc32C.Combine(all, next, 2));
}

using ActorDownloader.Journaling;
using ActorDownloader.Messages;
using ActorDownloader.Planning;
using ActorDownloader.Scheduling;

namespace ActorDownloader.Transfers;

/// <summary>What comes before the final name where others may have written to the file, too.</summary>
public class TransferFencingSpecs
{
    private static readonly WorkerIdentity Worker = new(new WorkerId(Guid.NewGuid()), "host", 7);

    private static readonly RetryPolicy Retry = new(2, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1), 2);

    private static readonly TransferTerms Terms = new(null, null, null, ChecksumMode.Auto, false, new ChunkSizing(4, 2, 2, 2000), Retry)
    {
        FenceWait = TimeSpan.FromSeconds(3),
    };

    public static TheoryData<string> Contests => new() { "a second copy", "a worker that may be alive" };

    [Fact]
    public void Where_each_chunk_had_one_worker_at_a_time_nobody_is_waited_for()
    {
        var run = Running(Terms)
            .On(new TransferEvent.ChunkLost(1, "exited", Worker))
            .On(new TransferEvent.ChunkFailed(2, new FetchFailure(FetchFailureKind.Connection, "reset"), Worker));

        run = Fetch(run, 0, 1, 2);

        Assert.Empty(run.All<TransferEffect.Fence>());
        Assert.False(run.Single<TransferEffect.Publish>().AsCopy);
    }

    [Theory]
    [MemberData(nameof(Contests))]
    public void What_two_may_have_written_is_read_once_both_have_stopped(string how)
    {
        var run = Fetch(Contest(Running(Terms), how), 0, 1, 2);

        Assert.Single(run.All<TransferEffect.Fence>());
        Assert.Equal(Terms.FenceWait, run.All<TransferEffect.Wake>().Single(wake => wake.Event is TransferEvent.FenceOverdue).Delay);
        Assert.Empty(run.All<TransferEffect.Publish>());
        run = run.On(new TransferEvent.Fenced());
        var reread = run.Single<TransferEffect.RereadChunks>();
        Assert.Equal([new JournaledChunk(1, 2, 1)], reread.Chunks.ToArray());
        run = run.On(new TransferEvent.ChunksReread("/t", reread.Chunks, []));
        Assert.False(run.Single<TransferEffect.Publish>().AsCopy);
    }

    [Theory]
    [MemberData(nameof(Contests))]
    public void A_writer_that_cannot_be_stopped_keeps_the_file_that_it_knows(string how)
    {
        var run = Fetch(Contest(Running(Terms), how), 0, 1, 2).On(new TransferEvent.FenceOverdue());

        Assert.True(run.Single<TransferEffect.Publish>().AsCopy);
        Assert.Empty(run.On(new TransferEvent.Fenced()).Effects);
    }

    [Fact]
    public void One_that_answers_in_time_is_not_given_up_later()
    {
        var run = Fetch(Contest(Running(Terms), "a second copy"), 0, 1, 2).On(new TransferEvent.Fenced());

        Assert.Contains(run.All<TransferEffect.CancelWake>(), cancelled => cancelled.Key == "fence");
        Assert.Empty(run.On(new TransferEvent.FenceOverdue()).Effects);
    }

    [Theory]
    [InlineData(0, DownloadErrorKind.ChecksumMismatch)]
    [InlineData(1, null)]
    public void Bytes_that_are_not_those_that_came_are_fetched_again_where_the_rules_have_it(int restarts, DownloadErrorKind? expected)
    {
        var terms = Terms with { Retry = Terms.Retry with { MismatchRestarts = restarts } };
        var run = Fetch(Contest(Running(terms), "a second copy"), 0, 1, 2).On(new TransferEvent.Fenced());

        run = run.On(new TransferEvent.ChunksReread("/t", [], run.Single<TransferEffect.RereadChunks>().Chunks));
        Assert.Empty(run.All<TransferEffect.Publish>());
        run = run.On(
            new TransferEvent.DamageFound(
                "/t",
                [.. Enumerable.Range(0, 3).Select(index => new JournaledChunk(index, 2, (ulong)index))],
                [new JournaledChunk(1, 2, 1)]));

        Assert.Equal(expected, run.State.Failure?.Kind);
        Assert.Equal(restarts, run.Signed().All<TransferEffect.Offer>().Count(offer => offer.Chunks.Indices.SequenceEqual([1])));
    }

    [Theory]
    [InlineData(0, DownloadErrorKind.ChecksumMismatch)]
    [InlineData(1, null)]
    public void So_are_those_of_a_copy(int restarts, DownloadErrorKind? expected)
    {
        var terms = Terms with { Retry = Terms.Retry with { MismatchRestarts = restarts } };
        var run = Fetch(Contest(Running(terms), "a second copy"), 0, 1, 2).On(new TransferEvent.FenceOverdue());

        run = run.On(new TransferEvent.PublishingFailed(new TransferFailure(DownloadErrorKind.ChecksumMismatch, "other bytes")));

        Assert.Equal(expected, run.State.Failure?.Kind);
        Assert.Equal(restarts, run.State.Mismatches);
    }

    [Fact]
    public void A_cancellation_does_not_wait()
    {
        var run = Fetch(Contest(Running(Terms), "a second copy"), 0, 1, 2).On(new TransferEvent.CancelRequested());

        Assert.Single(run.All<TransferEffect.Discard>());
        Assert.Equal(TransferPhase.Cancelled, run.On(new TransferEvent.Discarded("/t")).State.Phase);
    }

    [Fact]
    public void A_discovery_that_was_lost_has_a_file_of_its_own()
    {
        var run = Begun(Terms)
            .On(new TransferEvent.ChunkLost(0, "said nothing", Worker, MayWrite: true))
            .On(new TransferEvent.Discarded("/t"))
            .On(new TransferEvent.TemporaryCreated("/u"));

        run = Fetch(Discovered(run), 0, 1, 2);

        Assert.Equal("/u", run.Single<TransferEffect.Publish>().Path);
    }

    private static TransferRun Begun(TransferTerms terms) => new TransferRun(terms).Signed().On(new TransferEvent.TemporaryCreated("/t"));

    private static TransferRun Discovered(TransferRun run) => run
        .On(new TransferEvent.Discovered(new ObjectFacts(6, "\"a\"", null, [], ChunkChecksumAlgorithm.Crc32C)))
        .On(new TransferEvent.Preallocated());

    /// <summary>Three chunks of two bytes.</summary>
    private static TransferRun Running(TransferTerms terms) => Discovered(Begun(terms));

    private static TransferRun Contest(TransferRun run, string how) => run.On(how == "a second copy"
        ? new TransferEvent.ChunkHedged(1)
        : new TransferEvent.ChunkLost(1, "said nothing", Worker, MayWrite: true));

    /// <summary>Chunks whose checksums are their indices.</summary>
    private static TransferRun Fetch(TransferRun run, params int[] indices) => indices
        .Select(index => new TransferEvent.ChunkFetched(index, 2, new ChunkChecksum(ChunkChecksumAlgorithm.Crc32C, (ulong)index), Worker))
        .Aggregate(run, (fetched, next) => fetched.On(next));
}

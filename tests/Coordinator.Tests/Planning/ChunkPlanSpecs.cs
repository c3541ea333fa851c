namespace ActorDownloader.Planning;

public class ChunkPlanSpecs
{
    private static readonly ChunkSizing Sizing = new(Threshold: 4, ChunkLength: 2, MaxChunkLength: 2, TargetCount: 2000);

    [Fact]
    public void An_empty_object_is_one_empty_chunk()
    {
        var plan = ChunkPlan.For(0, Sizing);

        Assert.Equal(1, plan.Count);
        Assert.Equal(0, plan.RangeOf(0).Length);
    }

    [Fact]
    public void An_object_below_the_threshold_is_one_chunk() => Assert.Equal(1, ChunkPlan.For(3, Sizing).Count);

    [Fact]
    public void An_object_of_the_threshold_is_cut()
    {
        var plan = ChunkPlan.For(4, Sizing);

        Assert.Equal(["bytes=0-1", "bytes=2-3"], [.. Enumerable.Range(0, plan.Count).Select(index => plan.RangeOf(index).ToHttpRange())]);
    }

    [Theory]
    [InlineData(4, 2, 2)]
    [InlineData(3, 2, 2)]
    [InlineData(5, 2, 3)]
    public void The_number_of_chunks_is_the_length_over_the_chunk_length_rounded_up(long length, long chunk, int count) =>
        Assert.Equal(count, ChunkPlan.For(length, new ChunkSizing(1, chunk, chunk, 2000)).Count);

    [Fact]
    public void Chunks_cover_every_object_exactly_once()
    {
        var random = new Random(7);
        for (var i = 0; i < 5000; i++)
        {
            var sizing = new ChunkSizing(random.Next(1, 500), random.Next(1, 200), random.Next(1, 2000), random.Next(1, 30));
            var length = random.Next(3000);
            var plan = ChunkPlan.For(length, sizing);
            var end = 0L;
            for (var index = 0; index < plan.Count; index++)
            {
                var range = plan.RangeOf(index);
                Assert.Equal(end, range.Start);
                Assert.True(range.Length > 0 || length == 0);
                end = range.End;
            }

            Assert.Equal(length, end);
        }
    }

    [Fact]
    public void Chunk_0_is_what_the_discovering_lease_reads_whatever_the_length_turns_out_to_be()
    {
        var sizing = new ChunkSizing(Threshold: 100, ChunkLength: 10, MaxChunkLength: 80, TargetCount: 4);

        Assert.Equal(99, ChunkPlan.For(99, sizing).RangeOf(0).Length);
        Assert.All([100L, 1000, 100_000], length => Assert.Equal(10, ChunkPlan.For(length, sizing).RangeOf(0).Length));
    }

    [Fact]
    public void Chunks_grow_for_objects_that_would_have_too_many()
    {
        const long MiB = 1 << 20;
        var sizing = new ChunkSizing(8 * MiB, 8 * MiB, 64 * MiB, 2000);

        Assert.Equal(8 * MiB, sizing.LengthFor(15_000 * MiB));
        Assert.Equal(16 * MiB, sizing.LengthFor(16_000 * MiB));
        Assert.Equal(64 * MiB, sizing.LengthFor(100_000 * MiB));
        Assert.Equal(64 * MiB, sizing.LengthFor(5_000_000 * MiB));
    }

    [Fact]
    public void No_length_is_too_long_for_a_plan()
    {
        var plan = ChunkPlan.For(long.MaxValue, new ChunkSizing(1, 1, 1, 1));

        Assert.InRange(plan.Count, 1, 1_000_002);
        Assert.Equal(long.MaxValue, plan.RangeOf(plan.Count - 1).End);
    }

    [Fact]
    public void An_index_outside_the_plan_is_refused()
    {
        var plan = ChunkPlan.For(10, Sizing);

        Assert.Throws<ArgumentOutOfRangeException>(() => plan.RangeOf(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => plan.RangeOf(plan.Count));
    }
}

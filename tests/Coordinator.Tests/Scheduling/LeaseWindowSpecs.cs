using Xunit.Abstractions;

namespace ActorDownloader.Scheduling;

/// <summary>The window in the scheduler, against modelled origins.</summary>
public class LeaseWindowSpecs(ITestOutputHelper output)
{
    private const double MB = 1e6;
    private const long ChunkLength = 8 << 20;

    // As S3 does it, on a line of 16 Gbit/s.
    private static readonly ModelledOrigin S3 = new()
    {
        BytesPerSecondPerConnection = 25 * MB,
        TotalBytesPerSecond = 2000 * MB,
        FirstByte = TimeSpan.FromMilliseconds(20)
    };

    [Fact]
    public void Connections_that_are_slow_each_are_as_many_as_the_line_takes()
    {
        var pool = new ModelledPool(S3, chunks: 100_000);

        Assert.InRange(Run(pool, 20), 0.9 * 2000 * MB, 2000 * MB);
        Assert.InRange(pool.State.Window.Limit, 64, 128);
    }

    [Fact]
    public void The_first_gibibyte_gains_already()
    {
        var adaptive = new ModelledPool(S3, chunks: 128);
        var best = new ModelledPool(S3, chunks: 128, rules: Windows.Fixed(128));
        var before = new ModelledPool(S3, chunks: 128, rules: Windows.Fixed(32));
        foreach (var pool in (ModelledPool[])[adaptive, best, before])
        {
            Run(pool, 10);
            Assert.True(pool.IsDone);
        }

        Assert.InRange(adaptive.Now / best.Now, 1, 1.35);
        Assert.InRange(adaptive.Now / before.Now, 0, 0.6);
    }

    [Fact]
    public void A_line_that_few_connections_fill_gets_few()
    {
        var pool = new ModelledPool(new ModelledOrigin { TotalBytesPerSecond = 1500 * MB }, chunks: 100_000);

        Assert.InRange(Run(pool, 120), 0.95 * 1500 * MB, 1500 * MB);
        Assert.InRange(pool.State.Window.Limit, 4, 16);
    }

    [Fact]
    public void A_slow_line_is_not_divided_among_ever_more()
    {
        var pool = new ModelledPool(
            new ModelledOrigin { TotalBytesPerSecond = 2 * MB, FirstByte = TimeSpan.FromMilliseconds(200) },
            chunks: 1000,
            chunkLength: 1 << 20);

        Run(pool, 60);
        Assert.InRange(pool.MostHeld, 32, 64);
        Assert.InRange(pool.State.Window.Limit, 4, 32);
    }

    [Fact]
    public void Small_objects_are_fetched_side_by_side_where_the_origin_takes_its_time()
    {
        var pool = new ModelledPool(S3 with { FirstByte = TimeSpan.FromMilliseconds(30) }, chunks: 1_000_000, chunkLength: 16 * 1024);
        Run(pool, 2);

        Assert.Equal(128, pool.State.Window.Limit);
    }

    [Theory]
    [InlineData(25)]
    [InlineData(50)]
    [InlineData(150)]
    public void A_limit_of_requests_is_used_and_seldom_overstepped(int requestsPerSecond)
    {
        var pool = new ModelledPool(S3 with { RequestsPerSecond = requestsPerSecond }, chunks: 100_000);

        Assert.InRange(Run(pool, 60), 0.9 * requestsPerSecond * ChunkLength, requestsPerSecond * ChunkLength);

        // What the first storm costs, and a few in a hundred from then on.
        Assert.InRange(pool.TurnedAway, 0, 60 + (pool.Fetched * 3 / 100));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    [InlineData(40)]
    [InlineData(70)]
    public void A_limit_of_connections_is_used_and_seldom_overstepped(int connections)
    {
        var pool = new ModelledPool(S3 with { Connections = connections, FirstByte = TimeSpan.FromMilliseconds(2) }, chunks: 100_000);

        Assert.InRange(Run(pool, 60), 0.9 * connections * 25 * MB, connections * 25 * MB);
        Assert.InRange(pool.TurnedAway, 0, 60 + (pool.Fetched * 3 / 100));
    }

    [Fact]
    public void A_limit_that_is_lifted_is_noticed()
    {
        var pool = new ModelledPool(S3 with { Connections = 10 }, chunks: 100_000);
        Run(pool, 20);
        Assert.InRange(pool.State.Window.Limit, 5, 15);
        pool.Origin = S3;
        Run(pool, 120);

        Assert.InRange(pool.State.Window.Limit, 64, 128);
    }

    [Fact]
    public void A_refusal_now_and_then_is_no_overload()
    {
        var pool = new ModelledPool(S3 with { Flakiness = 0.01 }, chunks: 100_000);

        Assert.InRange(Run(pool, 30), 0.85 * 2000 * MB, 2000 * MB);
    }

    [Fact]
    public void What_others_do_on_the_line_does_not_make_it_swing()
    {
        var weather = new Random(1);
        var pool = new ModelledPool(S3, chunks: 100_000);
        var goodput = 0.0;
        for (var second = 0; second < 60; second++)
        {
            pool.Origin = S3 with { TotalBytesPerSecond = (1000 + (weather.NextDouble() * 1000)) * MB };
            goodput += Run(pool, 1) / pool.Origin.TotalBytesPerSecond / 60;
        }

        Assert.InRange(goodput, 0.85, 1);
    }

    [Fact]
    public void A_line_that_becomes_faster_is_noticed()
    {
        var pool = new ModelledPool(S3 with { TotalBytesPerSecond = 100 * MB }, chunks: 100_000);
        Run(pool, 20);
        pool.Origin = S3;
        Run(pool, 10);

        Assert.InRange(pool.State.Window.Limit, 64, 128);
    }

    [Fact]
    public void Each_worker_holds_the_same()
    {
        var pool = new ModelledPool(S3, chunks: 100_000, workers: 5, slots: 20);
        Run(pool, 1);

        Assert.All(Enumerable.Range(0, 5), worker => Assert.InRange(pool.HeldBy(worker) - (pool.State.Leases.Count / 5), 0, 1));
    }

    [Fact]
    public void The_most_that_is_allowed_is_never_exceeded()
    {
        var pool = new ModelledPool(S3, chunks: 1000, rules: Windows.Reference with { Start = 3, Max = 7 });

        pool.Run(TimeSpan.FromSeconds(20), () => Assert.InRange(pool.State.Leases.Count, 0, 7));
        Assert.Equal(7, pool.State.Window.Limit);
    }

    [Fact]
    public void The_end_of_the_work_changes_nothing()
    {
        var pool = new ModelledPool(S3, chunks: 300);
        Run(pool, 1);
        var found = pool.State.Window.Limit;
        Run(pool, 20);

        Assert.True(pool.IsDone);
        Assert.Equal(found, pool.State.Window.Limit);
    }

    private double Run(ModelledPool pool, int seconds)
    {
        var limit = 0;
        return pool.Run(TimeSpan.FromSeconds(seconds), () =>
        {
            if (pool.State.Window.Limit != limit)
            {
                limit = pool.State.Window.Limit;
                output.WriteLine($"{pool.Now.TotalSeconds:0.00} s: {limit} leases, {pool.Fetched} fetched, {pool.TurnedAway} turned away");
            }
        });
    }
}

using ActorDownloader.Checksums;

namespace ActorDownloader.Integrity;

public class FetchedRunsSpecs
{
    [Fact]
    public void Chunks_in_any_order_make_one_run_with_the_checksum_of_all_bytes()
    {
        var random = new Random(11);
        foreach (var algorithm in new[] { ChecksumAlgorithm.Crc32C, ChecksumAlgorithm.Crc32, ChecksumAlgorithm.Crc64Nvme })
        {
            for (var round = 0; round < 50; round++)
            {
                var bytes = new byte[random.Next(1, 2000)];
                random.NextBytes(bytes);
                var chunks = bytes.Chunk(random.Next(1, 100)).ToArray();
                var order = Enumerable.Range(0, chunks.Length).ToArray();
                random.Shuffle(order);

                var runs = order.Aggregate(
                    FetchedRuns.Empty, (all, index) => all.Add(index, chunks[index].Length, algorithm.Append(0, chunks[index]), algorithm));

                Assert.Equal(new FetchedRuns.Run(0, chunks.Length, bytes.Length, algorithm.Append(0, bytes)), runs.Whole);
                Assert.Equal(bytes.Length, runs.Length);
            }
        }
    }

    [Fact]
    public void Neighbours_are_kept_as_one()
    {
        var runs = Enumerable.Range(0, 10_000).Aggregate(FetchedRuns.Empty, (all, index) => all.Add(index, 1, 0, ChecksumAlgorithm.Crc32C));

        Assert.Single(runs.Runs);
        Assert.Equal(10_000, runs.Count);
    }

    [Fact]
    public void A_chunk_is_found_among_any_number_of_gaps()
    {
        var everyThird = Enumerable.Range(0, 10_000)
            .Aggregate(FetchedRuns.Empty, (all, index) => all.Add(3 * index, 1, 0, ChecksumAlgorithm.Crc32C));

        Assert.Equal(10_000, everyThird.Runs.Count);
        Assert.All(Enumerable.Range(0, 30_000), index => Assert.Equal(index % 3 == 0, everyThird.Contains(index)));
    }

    [Fact]
    public void A_chunk_counts_once()
    {
        var runs = FetchedRuns.Empty.Add(3, 10, 1, ChecksumAlgorithm.Crc32C).Add(3, 10, 1, ChecksumAlgorithm.Crc32C);

        Assert.Equal(1, runs.Count);
        Assert.Equal(10, runs.Length);
        Assert.True(runs.Contains(3));
        Assert.False(runs.Contains(2));
        Assert.False(runs.Contains(4));
    }

    [Fact]
    public void Runs_with_gaps_are_not_whole() => Assert.Throws<InvalidOperationException>(
        () => FetchedRuns.Empty.Add(0, 1, 0, ChecksumAlgorithm.Crc32C).Add(2, 1, 0, ChecksumAlgorithm.Crc32C).Whole);
}

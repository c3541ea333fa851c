using System.Diagnostics;
using ActorDownloader.Messages;

namespace ActorDownloader.CoordinatorBench;

/// <summary>What the scheduler spends on one chunk, by how many chunks an object has: the cost should not grow with the object.</summary>
internal static class ChunkCost
{
    private const int Workers = 8;
    private const int Total = 400_000;

    public static void Run()
    {
        Console.WriteLine("| chunks an object | us a chunk |");
        Console.WriteLine("|---:|---:|");
        Measure(100);
        foreach (var chunks in (int[])[10, 100, 1000, 10_000, 100_000])
        {
            Console.WriteLine(FormattableString.Invariant($"| {chunks:N0} | {Measure(chunks):F1} |"));
        }

        Console.WriteLine();
    }

    private static double Measure(int chunks)
    {
        var pool = new SimulatedPool(Workers);
        var watch = Stopwatch.StartNew();
        while (pool.Fetched < Total)
        {
            var transfer = new TransferId(Guid.NewGuid());
            pool.Offer(transfer, chunks);
            while (pool.Step(4))
            {
            }

            pool.Release(transfer);
        }

        return watch.Elapsed.TotalMicroseconds / pool.Fetched;
    }
}

using System.Diagnostics;
using ActorDownloader.Messages;

namespace ActorDownloader.CoordinatorBench;

/// <summary>
/// How many chunks a second the scheduler hands out, by the number of workers. Its decisions alone: no actor, no message.
/// </summary>
internal static class SchedulerScale
{
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(2);

    public static void Run()
    {
        Console.WriteLine("| workers (16 slots each) | chunks a report | chunks/s | us a chunk |");
        Console.WriteLine("|---:|---:|---:|---:|");
        foreach (var workers in (int[])[1, 8, 64, 256, 1000])
        {
            foreach (var chunksPerReport in (int[])[1, 8])
            {
                var rate = Measure(workers, chunksPerReport);
                Console.WriteLine(FormattableString.Invariant($"| {workers} | {chunksPerReport} | {rate:N0} | {1e6 / rate:F1} |"));
            }
        }

        Console.WriteLine();
    }

    private static double Measure(int workers, int chunksPerReport)
    {
        var pool = new SimulatedPool(workers);
        pool.Offer(new TransferId(Guid.NewGuid()), 10_000_000);
        var watch = new Stopwatch();
        for (var isWarm = false; watch.Elapsed < Span;)
        {
            pool.Step(chunksPerReport);
            if (!isWarm && pool.Fetched > 20_000)
            {
                isWarm = true;
                watch.Start();
            }
        }

        return (pool.Fetched - 20_000) / watch.Elapsed.TotalSeconds;
    }
}

using System.Diagnostics;
using System.Globalization;

namespace ActorDownloader.Checksums.Bench;

/// <summary>Measures and prints gigabytes (10⁹ bytes) a second: the best of several rounds, so that a busy machine hurts little.</summary>
internal sealed class ThroughputTable
{
    // Rounds shorter than a scheduler's time slice: some of them then run undisturbed.
    private const int Rounds = 100;
    private const int BytesARound = 4 << 20;

    private readonly (byte[] Data, byte[] Scratch)[] _columns;

    public ThroughputTable(int[] lengths)
    {
        _columns = [.. lengths.Select(length => (Filled(length), new byte[length]))];
        Console.WriteLine($"| GB/s | {string.Join(" | ", lengths.Select(length => $"{length >> 10} KiB"))} |");
        Console.WriteLine($"|---|{string.Concat(lengths.Select(_ => "---:|"))}");
    }

    public static double BestSeconds(int repeats, Action run)
    {
        var best = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var repeat = 0; repeat < repeats; repeat++)
            {
                run();
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds / repeats);
        }

        return best;
    }

    public void Add(string name, Action<byte[], byte[]> run)
    {
        var cells = _columns.Select(column =>
        {
            var seconds = BestSeconds(Math.Max(1, BytesARound / column.Data.Length), () => run(column.Data, column.Scratch));
            return (column.Data.Length / seconds / 1e9).ToString("F1", CultureInfo.InvariantCulture);
        });
        Console.WriteLine($"| {name} | {string.Join(" | ", cells)} |");
    }

    private static byte[] Filled(int length)
    {
        var data = new byte[length];
        new Random(length).NextBytes(data);
        return data;
    }
}

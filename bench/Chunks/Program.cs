using System.Globalization;
using ActorDownloader.ChunksBench;

if (args is not [var published])
{
    Console.Error.WriteLine(
        "usage: Chunks.Bench FOLDER\n  FOLDER: where actordl was published to, with actordl-worker and actordl-origin beside it.");
    return 2;
}

Write("process start to registered worker, ms", await Registration.MeasureAsync(Path.Combine(published, "actordl-worker")));
foreach (var (size, label, count) in new[] { (64L << 10, "64 KiB", 2_000), (8L << 20, "8 MiB", 40) })
{
    var cost = await ChunkCost.MeasureAsync(published, size, count);
    Write($"messages per chunk of {label}", cost.Messages);
    Write($"coordinator's CPU per chunk of {label}, µs", cost.Cpu.TotalMicroseconds);
}

return 0;

static void Write(string what, double value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}\t{value:F2}"));

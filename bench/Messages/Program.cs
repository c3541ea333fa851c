using System.Diagnostics;
using System.Globalization;
using ActorDownloader.Messages.Bench;
using ActorDownloader.Messages.Serialization;

// First what a young process waits for: one message of each of the start's kinds, encoded and decoded by code not yet compiled.
var messages = Traffic.Messages;
var coldCpu = Environment.CpuUsage.TotalTime;
var coldStart = Stopwatch.GetTimestamp();
foreach (var (_, message) in messages)
{
    WireFormat.Decode(WireFormat.Encode(message), Manifests.Of(message));
}

var coldMilliseconds = Stopwatch.GetElapsedTime(coldStart).TotalMilliseconds;
var coldCpuMilliseconds = (Environment.CpuUsage.TotalTime - coldCpu).TotalMilliseconds;

Console.WriteLine("| message | bytes | encode ns | encode allocates | decode ns | decode allocates |");
Console.WriteLine("|---|---:|---:|---:|---:|---:|");
foreach (var (name, message) in messages)
{
    var encoded = WireFormat.Encode(message);
    var manifest = Manifests.Of(message);
    var (encodeNanoseconds, encodeBytes) = Cost(() => WireFormat.Encode(message));
    var (decodeNanoseconds, decodeBytes) = Cost(() => WireFormat.Decode(encoded, manifest));
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {encoded.Length} | {encodeNanoseconds:F0} | {encodeBytes} | {decodeNanoseconds:F0} | {decodeBytes} |"));
}

Console.WriteLine();
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"all of them once, at the start of the process: {coldMilliseconds:F1} ms, {coldCpuMilliseconds:F1} ms of processor time"));

// Rounds shorter than a scheduler's time slice: some of them then run undisturbed.
static (double Nanoseconds, long Bytes) Cost(Action run)
{
    const int Rounds = 1000;
    const int Repeats = 100;
    var best = double.MaxValue;
    for (var round = 0; round < Rounds; round++)
    {
        var start = Stopwatch.GetTimestamp();
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            run();
        }

        best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / Repeats);
    }

    var before = GC.GetAllocatedBytesForCurrentThread();
    run();
    return (best, GC.GetAllocatedBytesForCurrentThread() - before);
}

using System.Diagnostics;
using System.Globalization;
using Akka.Actor;

namespace RemotingBench;

/// <summary>One round: starts the other processes and writes what it found, a name, a tab and a value in each line.</summary>
internal static class Measurement
{
    private const int ColdStarts = 3;
    private const int BallsInFlight = 100;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync()
    {
        using var echo = Processes.Start("echo");
        var address = await echo.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The echo process did not start.");

        await MeasureColdStartsAsync(address);
        await MeasureRoundTripsAsync(address, BallsInFlight);
        await MeasureRoundTripsAsync(address, 1);

        echo.StandardInput.Close();
        await echo.WaitForExitAsync();
        return 0;
    }

    private static async Task MeasureColdStartsAsync(string address)
    {
        var (fromCreate, fromStart) = (double.MaxValue, double.MaxValue);
        for (var start = 0; start < ColdStarts; start++)
        {
            var begin = Stopwatch.GetTimestamp();
            using var process = Processes.Start("first-reply", address);
            var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("No first reply.");
            fromStart = Math.Min(fromStart, Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            fromCreate = Math.Min(fromCreate, double.Parse(line, CultureInfo.InvariantCulture));
            await process.WaitForExitAsync();
        }

        Write("ActorSystem.Create to first remote reply, ms", fromCreate);
        Write("process start to first remote reply, ms", fromStart);
    }

    private static async Task MeasureRoundTripsAsync(string address, int inFlight)
    {
        var system = Systems.Create("player");
        var partner = await system.ActorSelection(address).ResolveOne(TimeSpan.FromSeconds(30));
        var returned = new Player.Counter();
        system.ActorOf(Props.Create(() => new Player(partner, inFlight, returned)));
        await Task.Delay(WarmUp);

        var (count, cpu, begin) = (returned.Count, Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        var allocated = GC.GetTotalAllocatedBytes();
        await Task.Delay(Duration);
        var trips = returned.Count - count;
        var elapsed = Stopwatch.GetElapsedTime(begin);
        var used = Environment.CpuUsage.TotalTime - cpu;
        var bytes = GC.GetTotalAllocatedBytes() - allocated;
        Write($"round trips/s, {inFlight} in flight", trips / elapsed.TotalSeconds);
        if (inFlight > 1)
        {
            Write("CPU of a round trip on one side, µs", used.TotalMicroseconds / trips);
            Write("bytes allocated for it", bytes / (double)trips);
        }

        await system.Terminate();
    }

    private static void Write(string what, double value) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}\t{value:F1}"));
}

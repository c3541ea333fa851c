using System.Diagnostics;
using System.Globalization;
using Akka.Actor;

namespace RemotingBench;

/// <summary>Starts the other processes and writes what it found as rows of a table.</summary>
internal static class Measurement
{
    private const int ColdStarts = 9;
    private const int BallsInFlight = 100;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(8);

    public static async Task<int> RunAsync()
    {
        using var echo = Processes.Start("echo");
        var address = await echo.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The echo process did not start.");

        Console.WriteLine("| measured | value |");
        Console.WriteLine("|---|---|");
        Console.WriteLine($"| Akka | {typeof(ActorSystem).Assembly.GetName().Version}, {Environment.ProcessorCount} cores, .NET {Environment.Version} |");
        await MeasureColdStartsAsync(address);
        await MeasureRoundTripsAsync(address, BallsInFlight);
        await MeasureRoundTripsAsync(address, 1);

        echo.StandardInput.Close();
        await echo.WaitForExitAsync();
        return 0;
    }

    private static async Task MeasureColdStartsAsync(string address)
    {
        var (fromCreate, fromStart) = (new List<double>(), new List<double>());
        for (var start = 0; start < ColdStarts; start++)
        {
            var begin = Stopwatch.GetTimestamp();
            using var process = Processes.Start("first-reply", address);
            var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("No first reply.");
            fromStart.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            fromCreate.Add(double.Parse(line, CultureInfo.InvariantCulture));
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

        using var self = Process.GetCurrentProcess();
        var (count, cpu, begin) = (returned.Count, self.TotalProcessorTime, Stopwatch.GetTimestamp());
        var allocated = GC.GetTotalAllocatedBytes();
        await Task.Delay(Duration);
        var trips = returned.Count - count;
        var elapsed = Stopwatch.GetElapsedTime(begin);
        self.Refresh();
        var used = self.TotalProcessorTime - cpu;
        var bytes = GC.GetTotalAllocatedBytes() - allocated;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| round trips/s, {inFlight} in flight | {trips / elapsed.TotalSeconds:F0} ({used.TotalMicroseconds / trips:F1} µs CPU and "
            + $"{bytes / trips} bytes allocated each on this side) |"));
        await system.Terminate();
    }

    private static void Write(string what, List<double> values)
    {
        values.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {what} | median {values[values.Count / 2]:F0} ({values[0]:F0} to {values[^1]:F0}) |"));
    }
}

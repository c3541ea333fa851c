using System.Diagnostics;
using System.Globalization;
using Akka.Actor;

namespace RemotingBench;

/// <summary>
/// Watches actors of several processes with the product's failure detector while twice as many processes as there are cores use up the
/// processor, and counts those reported dead though they live.
/// </summary>
internal static class FalseAlarms
{
    private const int Watched = 4;

    public static async Task<int> RunAsync(TimeSpan duration)
    {
        var echoes = Enumerable.Range(0, Watched).Select(_ => Processes.Start("echo")).ToList();
        var burners = new List<Process>();
        var system = Systems.Create("watcher", Systems.ProductsWatch());
        var alarms = new Alarms();
        try
        {
            foreach (var echo in echoes)
            {
                var address = await echo.StandardOutput.ReadLineAsync()
                    ?? throw new InvalidOperationException("The echo process did not start.");
                var actor = await system.ActorSelection(address).ResolveOne(TimeSpan.FromSeconds(60));
                system.ActorOf(Props.Create<Watcher>(actor, alarms));
            }

            burners.AddRange(Enumerable.Range(0, 2 * Environment.ProcessorCount).Select(_ => Processes.Start("burn")));
            await Task.Delay(duration);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {Watched} processes watched for {duration.TotalMinutes:F0} minutes, {burners.Count} others "
                    + $"on {Environment.ProcessorCount} cores | "
                + $"{alarms.Count} false alarms |"));
        }
        finally
        {
            foreach (var process in echoes.Concat(burners))
            {
                process.Kill();
                process.Dispose();
            }
        }

        await system.Terminate();
        return alarms.Count == 0 ? 0 : 1;
    }

    private sealed class Alarms
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public void Add() => Interlocked.Increment(ref _count);
    }

    private sealed class Watcher : ReceiveActor
    {
        public Watcher(IActorRef watched, Alarms alarms)
        {
            Context.Watch(watched);
            Receive<Terminated>(terminated =>
            {
                alarms.Add();
                Console.WriteLine($"Reported: {terminated.ActorRef}");
            });
        }
    }
}

using System.Diagnostics;
using ActorDownloader.Messages;
using Akka.Actor;
using Akka.Configuration;

namespace ActorDownloader.ChunksBench;

/// <summary>From the start of a worker process to its registration, at a coordinator that only answers.</summary>
internal static class Registration
{
    private const int Starts = 5;

    /// <summary>The shortest of some, in milliseconds.</summary>
    public static async Task<double> MeasureAsync(string worker)
    {
        var reference = ConfigurationFactory.FromResource("reference.conf", typeof(Downloader).Assembly);
        var system = ActorSystem.Create(
            WorkerProtocol.CoordinatorSystem, ConfigurationFactory.ParseString("akka.loglevel = ERROR").WithFallback(reference));
        var address = ((ExtendedActorSystem)system).Provider.DefaultAddress.ToString();
        var registered = new Registered();
        system.ActorOf(Props.Create<Clerk>(registered), "scheduler");
        var best = double.MaxValue;
        for (var start = 0; start < Starts; start++)
        {
            var next = registered.Next();
            var begin = Stopwatch.GetTimestamp();
            using var process = Workers.Start(worker, address);
            await next;
            best = Math.Min(best, Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            process.Kill();
            await process.WaitForExitAsync();
        }

        await system.Terminate();
        return best;
    }

    /// <summary>Tells of one registration at a time.</summary>
    private sealed class Registered
    {
        private volatile TaskCompletionSource _next = new();

        public Task Next() => (_next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

        public void Tell() => _next.TrySetResult();
    }

    private sealed class Clerk : ReceiveActor
    {
        public Clerk(Registered registered)
        {
            Receive<WorkerProtocol.Register>(m =>
            {
                registered.Tell();
                Sender.Tell(new WorkerProtocol.Registered(m.Worker));
            });
            ReceiveAny(_ => { });
        }
    }
}

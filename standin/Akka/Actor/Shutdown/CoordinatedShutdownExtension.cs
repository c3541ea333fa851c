using Akka.Configuration;

namespace Akka.Actor;

/// <summary>
/// Makes <see cref="CoordinatedShutdown"/>, with the task that terminates the actor system, and hooks it to the exit of the process.
/// </summary>
public sealed class CoordinatedShutdownExtension : ExtensionIdProvider<CoordinatedShutdown>
{
    public override CoordinatedShutdown CreateExtension(ExtendedActorSystem system)
    {
        var config = system.Settings.Config.GetConfig("akka.coordinated-shutdown");
        var shutdown = new CoordinatedShutdown(system, new ShutdownPhases(config));
        AddLastPhase(system, config, shutdown);
        if (config.GetBoolean("run-by-clr-shutdown-hook"))
            RunOnExit(system, shutdown);
        return shutdown;
    }

    private static void AddLastPhase(ExtendedActorSystem system, Config config, CoordinatedShutdown shutdown)
    {
        var terminate = system.Settings.CoordinatedShutdownTerminateActorSystem;
        var exit = config.GetBoolean("exit-clr");
        if (!terminate && !exit)
            return;

        shutdown.AddTask(CoordinatedShutdown.PhaseActorSystemTerminate, "terminate-system", async () =>
        {
            if (terminate)
            {
                var terminated = system.FinalTerminate();
                // Who asked for the exit of the process does not want it to wait for actors that never stop.
                var limit = exit ? shutdown.Timeout(CoordinatedShutdown.PhaseActorSystemTerminate) : Timeout.InfiniteTimeSpan;
                await Task.WhenAny(terminated, Task.Delay(limit)).ConfigureAwait(false);
            }
            if (exit && shutdown.ShutdownReason is not CoordinatedShutdown.ClrExitReason)
                Environment.Exit(0);
            return Done.Instance;
        });
    }

    private static void RunOnExit(ExtendedActorSystem system, CoordinatedShutdown shutdown)
    {
        EventHandler onExit = (_, _) =>
        {
            // The process ends when the handlers have returned, so here is where to wait.
            if (!system.WhenTerminated.IsCompleted)
                ((IAsyncResult)shutdown.Run(CoordinatedShutdown.ClrExitReason.Instance)).AsyncWaitHandle.WaitOne(shutdown.TotalTimeout);
        };
        AppDomain.CurrentDomain.ProcessExit += onExit;
        system.WhenTerminated.ContinueWith(
            _ => AppDomain.CurrentDomain.ProcessExit -= onExit,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }
}

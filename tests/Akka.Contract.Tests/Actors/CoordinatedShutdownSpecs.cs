using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;

namespace Akka.Contract.Actors;

public sealed class CoordinatedShutdownSpecs
{
    private static readonly TimeSpan Patient = TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<string> _done = new();

    private static ActorSystem NewSystem(string hocon = "") => ActorSystem.Create("shutdown", ConfigurationFactory.ParseString(
        $"akka.loglevel = OFF, akka.stdout-loglevel = OFF, akka.coordinated-shutdown.default-phase-timeout = 30s\n{hocon}"));

    private Func<Task<Done>> Note(string name) => async () =>
    {
        await Task.Yield();
        _done.Enqueue(name);
        return Done.Instance;
    };

    [Fact]
    public async Task Phases_run_in_their_order_and_the_system_terminates_last()
    {
        var system = NewSystem();
        var shutdown = CoordinatedShutdown.Get(system);
        string[] phases =
        [
            CoordinatedShutdown.PhaseBeforeServiceUnbind,
            CoordinatedShutdown.PhaseServiceUnbind,
            CoordinatedShutdown.PhaseServiceRequestsDone,
            CoordinatedShutdown.PhaseServiceStop,
            CoordinatedShutdown.PhaseBeforeClusterShutdown,
            CoordinatedShutdown.PhaseClusterShardingShutdownRegion,
            CoordinatedShutdown.PhaseClusterLeave,
            CoordinatedShutdown.PhaseClusterExiting,
            CoordinatedShutdown.PhaseClusterExitingDone,
            CoordinatedShutdown.PhaseClusterShutdown,
            CoordinatedShutdown.PhaseBeforeActorSystemTerminate,
        ];
        foreach (var phase in phases.Reverse())
            shutdown.AddTask(phase, phase, Note(phase));
        system.RegisterOnTermination(() => _done.Enqueue("terminated"));

        await shutdown.Run(CoordinatedShutdown.UnknownReason.Instance).WaitAsync(Patient);
        await system.WhenTerminated.WaitAsync(Patient);

        Assert.Equal([.. phases, "terminated"], _done);
    }

    [Fact]
    public async Task Terminate_runs_it()
    {
        var system = NewSystem();
        CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseServiceStop, "task", Note("task"));

        await system.Terminate().WaitAsync(Patient);

        Assert.Equal(["task"], _done);
        Assert.IsType<CoordinatedShutdown.ActorSystemTerminateReason>(CoordinatedShutdown.Get(system).ShutdownReason);
        await system.WhenTerminated.WaitAsync(Patient);
    }

    [Fact]
    public async Task It_runs_once()
    {
        var system = NewSystem();
        var shutdown = CoordinatedShutdown.Get(system);
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "task", Note("task"));

        await shutdown.Run(CoordinatedShutdown.ClrExitReason.Instance).WaitAsync(Patient);
        await shutdown.Run(CoordinatedShutdown.UnknownReason.Instance).WaitAsync(Patient);

        Assert.Equal(["task"], _done);
        Assert.Same(CoordinatedShutdown.ClrExitReason.Instance, shutdown.ShutdownReason);
    }

    [Fact]
    public async Task The_tasks_of_a_phase_run_at_the_same_time()
    {
        var system = NewSystem();
        var shutdown = CoordinatedShutdown.Get(system);
        var first = new TaskCompletionSource<Done>(TaskCreationOptions.RunContinuationsAsynchronously);
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "waits", () => first.Task);
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "sets", () =>
        {
            first.SetResult(Done.Instance);
            return first.Task;
        });

        await shutdown.Run(CoordinatedShutdown.UnknownReason.Instance).WaitAsync(Patient);
    }

    [Fact]
    public async Task A_task_that_fails_does_not_stop_the_others()
    {
        var system = NewSystem();
        var shutdown = CoordinatedShutdown.Get(system);
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "fails", () => throw new InvalidOperationException());
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "fails later", async () =>
        {
            await Task.Yield();
            throw new InvalidOperationException();
        });
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "task", Note("task"));

        await shutdown.Run(CoordinatedShutdown.UnknownReason.Instance).WaitAsync(Patient);

        Assert.Equal(["task"], _done);
        await system.WhenTerminated.WaitAsync(Patient);
    }

    [Fact]
    public async Task A_phase_that_takes_too_long_is_left_behind()
    {
        var system = NewSystem("akka.coordinated-shutdown.phases.service-unbind.timeout = 50ms");
        var shutdown = CoordinatedShutdown.Get(system);
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "hangs", () => new TaskCompletionSource<Done>().Task);
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "task", Note("task"));

        await shutdown.Run(CoordinatedShutdown.UnknownReason.Instance).WaitAsync(Patient);

        Assert.Equal(["task"], _done);
    }

    [Fact]
    public async Task A_phase_that_must_not_fail_ends_the_run()
    {
        var system = NewSystem("akka.coordinated-shutdown.phases.service-unbind.recover = off");
        var shutdown = CoordinatedShutdown.Get(system);
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "fails", () => throw new InvalidOperationException());
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "task", Note("task"));

        await Assert.ThrowsAnyAsync<Exception>(
            () => shutdown.Run(CoordinatedShutdown.UnknownReason.Instance).WaitAsync(Patient));

        Assert.Empty(_done);
        ((ExtendedActorSystem)system).Abort();
    }

    [Fact]
    public async Task It_can_begin_at_a_later_phase()
    {
        var system = NewSystem();
        var shutdown = CoordinatedShutdown.Get(system);
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "early", Note("early"));
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "late", Note("late"));

        await shutdown.Run(CoordinatedShutdown.UnknownReason.Instance, CoordinatedShutdown.PhaseServiceRequestsDone).WaitAsync(Patient);

        Assert.Equal(["late"], _done);
    }

    [Fact]
    public async Task Phases_of_ones_own_come_after_those_they_depend_on()
    {
        var system = NewSystem("""
            akka.coordinated-shutdown.phases.mine.depends-on = [service-stop]
            akka.coordinated-shutdown.phases.before-cluster-shutdown.depends-on = [mine]
            """);
        var shutdown = CoordinatedShutdown.Get(system);
        shutdown.AddTask("mine", "mine", Note("mine"));
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "before", Note("before"));
        shutdown.AddTask(CoordinatedShutdown.PhaseBeforeClusterShutdown, "after", Note("after"));

        await shutdown.Run(CoordinatedShutdown.UnknownReason.Instance).WaitAsync(Patient);

        Assert.Equal(["before", "mine", "after"], _done);
    }

    [Fact]
    public async Task Actors_stop_before_the_system_has_terminated()
    {
        var system = NewSystem();
        var stopped = new TaskCompletionSource();
        system.ActorOf(Props.Create(() => new Stopping(stopped)));
        CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseBeforeActorSystemTerminate, "check", () =>
        {
            _done.Enqueue(stopped.Task.IsCompleted ? "stopped" : "running");
            return Task.FromResult(Done.Instance);
        });

        await system.Terminate().WaitAsync(Patient);

        Assert.Equal(["running"], _done);
        Assert.True(stopped.Task.IsCompleted);
    }

    [Fact]
    public async Task An_unknown_phase_is_refused()
    {
        var system = NewSystem();

        Assert.Throws<ConfigurationException>(
            () => CoordinatedShutdown.Get(system).AddTask("unknown", "task", Note("task")));

        await system.Terminate().WaitAsync(Patient);
    }

    private sealed class Stopping(TaskCompletionSource stopped) : UntypedActor
    {
        protected override void PostStop() => stopped.SetResult();

        protected override void OnReceive(object message)
        {
        }
    }
}

using System.Collections.Concurrent;
using ActorDownloader.Messages;

namespace ActorDownloader.LocalWorkers;

/// <summary>Starts processes that live in a spec only and end when it says so, or when they are killed.</summary>
internal sealed class ScriptedLauncher : IWorkerLauncher, IDisposable
{
    private readonly BlockingCollection<ScriptedProcess> _started = [];
    private readonly BlockingCollection<ScriptedProcess> _told = [];
    private int _count;

    /// <summary>Why no process can be started; null where one can.</summary>
    public string? Fault { get; set; }

    /// <summary>A start takes until then.</summary>
    public Task Ready { get; set; } = Task.CompletedTask;

    public int Count => Volatile.Read(ref _count);

    public IWorkerProcess Launch()
    {
        var number = Interlocked.Increment(ref _count);
#pragma warning disable xUnit1031 // Starting a process blocks.
        Ready.Wait(TimeSpan.FromSeconds(60));
#pragma warning restore xUnit1031
        if (Fault is { } fault)
        {
            throw new WorkerLaunchException(fault);
        }

        var process = new ScriptedProcess(number, _told.Add);
        _started.Add(process);
        return process;
    }

    /// <summary>The next process that was told whom to join, in the order in which they were told.</summary>
    public ScriptedProcess Next() => Take(_told);

    /// <summary>The next process that was started, told or not.</summary>
    public ScriptedProcess NextStarted() => Take(_started);

    public void Dispose()
    {
        _started.Dispose();
        _told.Dispose();
    }

    private static ScriptedProcess Take(BlockingCollection<ScriptedProcess> processes) =>
        processes.TryTake(out var process, TimeSpan.FromSeconds(60)) ? process : throw new TimeoutException("No process was started.");
}

/// <summary>A process of a <see cref="ScriptedLauncher"/>.</summary>
internal sealed class ScriptedProcess(int processId, Action<ScriptedProcess> told) : IWorkerProcess
{
    private readonly TaskCompletionSource<string> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int ProcessId => processId;

    public WorkerBootstrap Bootstrap { get; private set; } = null!;

    /// <summary>Its number, which the specs put in place of a ticket.</summary>
    public int Member => int.Parse(Bootstrap.Ticket, System.Globalization.CultureInfo.InvariantCulture);

    public Task<string> Ended => _end.Task;

    public void Begin(WorkerBootstrap bootstrap)
    {
        Bootstrap = bootstrap;
        told(this);
    }

    public void Exit(string reason) => _end.TrySetResult(reason);

    public void Kill() => _end.TrySetResult("was killed");
}

using System.Collections.Concurrent;
using ActorDownloader.Messages;

namespace ActorDownloader.LocalWorkers;

/// <summary>Starts processes that live in a spec only and end when it says so, or when they are killed.</summary>
internal sealed class ScriptedLauncher : IWorkerLauncher, IDisposable
{
    private readonly BlockingCollection<ScriptedProcess> _launched = [];
    private int _count;

    /// <summary>Why no process can be started; null where one can.</summary>
    public string? Fault { get; set; }

    /// <summary>A start takes until then.</summary>
    public Task Ready { get; set; } = Task.CompletedTask;

    public int Count => Volatile.Read(ref _count);

    public IWorkerProcess Launch(WorkerBootstrap bootstrap)
    {
        var number = Interlocked.Increment(ref _count);
#pragma warning disable xUnit1031 // Starting a process blocks.
        Ready.Wait(TimeSpan.FromSeconds(60));
#pragma warning restore xUnit1031
        if (Fault is { } fault)
        {
            throw new WorkerLaunchException(fault);
        }

        var process = new ScriptedProcess(number, bootstrap);
        _launched.Add(process);
        return process;
    }

    /// <summary>The next process that was started, in the order of their starts.</summary>
    public ScriptedProcess Next() =>
        _launched.TryTake(out var process, TimeSpan.FromSeconds(60)) ? process : throw new TimeoutException("No process was started.");

    public void Dispose() => _launched.Dispose();
}

/// <summary>A process of a <see cref="ScriptedLauncher"/>.</summary>
internal sealed class ScriptedProcess(int processId, WorkerBootstrap bootstrap) : IWorkerProcess
{
    private readonly TaskCompletionSource<string> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int ProcessId => processId;

    public WorkerBootstrap Bootstrap => bootstrap;

    /// <summary>Its number, which the specs put in place of a ticket.</summary>
    public int Member => int.Parse(bootstrap.Ticket, System.Globalization.CultureInfo.InvariantCulture);

    public Task<string> Ended => _end.Task;

    public void Exit(string reason) => _end.TrySetResult(reason);

    public void Kill() => _end.TrySetResult("was killed");
}

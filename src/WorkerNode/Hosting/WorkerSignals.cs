using System.Runtime.InteropServices;

namespace ActorDownloader.WorkerNode.Hosting;

/// <summary>What signals do to a worker: the first that asks it to end drains it, the second ends it.</summary>
internal sealed class WorkerSignals : IDisposable
{
    // Its number on Linux, macOS and the BSDs; .NET has no name for it. Unheeded, it lets the write fail instead of ending the process.
    private const PosixSignal FileSizeExceeded = (PosixSignal)25;
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _second = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private WorkerSignals()
    {
    }

    /// <summary>Ends when the process is asked to end.</summary>
    public Task DrainAsked => _first.Task;

    /// <summary>Ends when it is asked a second time.</summary>
    public Task ExitAsked => _second.Task;

    /// <summary>Takes the signals over.</summary>
    /// <param name="terminalCounts">
    /// Whether Ctrl-C and the closing of the terminal ask to end. They reach all processes of a terminal: a worker whose coordinator will
    /// deal with them must not die of them first.
    /// </param>
    public static WorkerSignals Heed(bool terminalCounts)
    {
        var signals = new WorkerSignals();
        signals.Register(PosixSignal.SIGTERM, signals.Ask);
        Action atTerminal = terminalCounts ? signals.Ask : () => { };
        signals.Register(PosixSignal.SIGINT, atTerminal);
        signals.Register(PosixSignal.SIGHUP, atTerminal);
        if (!OperatingSystem.IsWindows())
            signals.Register(FileSizeExceeded, () => { });
        return signals;
    }

    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    private void Ask()
    {
        if (!_first.TrySetResult())
            _second.TrySetResult();
    }

    private void Register(PosixSignal signal, Action action) => _registrations.Add(PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        action();
    }));
}

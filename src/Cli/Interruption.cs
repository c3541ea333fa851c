using System.Runtime.InteropServices;

namespace ActorDownloader.Cli;

/// <summary>
/// Turns the signals that ask a process to end into a cancellation, so that it can clean up. A second one ends it where it stands.
/// Safe from any thread.
/// </summary>
internal sealed class Interruption : IDisposable
{
    /// <summary>
    /// Cleaning up takes milliseconds; who waits at a terminal should not have to wait much longer for a stuck file system.
    /// </summary>
    private static readonly TimeSpan CleanUpTime = TimeSpan.FromSeconds(4);

    private readonly CancellationTokenSource _source = new();
    private readonly TaskCompletionSource _overdue = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly Action<int> _exit;
    private PosixSignalRegistration[] _registrations = [];
    private ITimer? _timer;
    private PosixSignal? _signal;

    /// <param name="time">Measures the time for cleaning up.</param>
    /// <param name="exit">Ends the process with an exit code.</param>
    public Interruption(TimeProvider time, Action<int> exit)
    {
        _time = time;
        _exit = exit;
    }

    /// <summary>Cancelled at the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Ends when the time for cleaning up after a signal is over.</summary>
    public Task Overdue => _overdue.Task;

    /// <summary>The first signal; null if there was none.</summary>
    public PosixSignal? Signal
    {
        get
        {
            lock (_lock)
            {
                return _signal;
            }
        }
    }

    /// <summary>Takes over the process's signals until it is disposed.</summary>
    public static Interruption Heed(TimeProvider time)
    {
        var interruption = new Interruption(time, Environment.Exit);
        interruption._registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, interruption.Receive),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, interruption.Receive),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, interruption.Receive),
        ];
        return interruption;
    }

    /// <summary>What happens at a signal.</summary>
    public void Receive(PosixSignal signal)
    {
        lock (_lock)
        {
            if (_signal is not null)
            {
                _exit(ExitCode.Of(signal));
                return;
            }

            _signal = signal;
            _timer = _time.CreateTimer(
                static overdue => ((TaskCompletionSource)overdue!).TrySetResult(), _overdue, CleanUpTime, Timeout.InfiniteTimeSpan);
        }

        _source.Cancel();
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _timer?.Dispose();
        _source.Dispose();
    }

    private void Receive(PosixSignalContext context)
    {
        context.Cancel = true;
        Receive(context.Signal);
    }
}

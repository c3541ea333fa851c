using Akka.Event;

namespace Akka.Actor;

/// <summary>One thing to do later, once or again and again until cancelled.</summary>
internal sealed class ScheduledEntry : IDisposable
{
    private readonly Action _action;
    private readonly TimeSpan? _interval;
    private readonly ICancelable _cancelable;
    private readonly Action<ScheduledEntry> _ended;
    private readonly ILoggingAdapter _log;
    private readonly Timer _timer;
    private CancellationTokenRegistration _cancellation;

    public ScheduledEntry(Action action, TimeSpan? interval, ICancelable cancelable, Action<ScheduledEntry> ended, ILoggingAdapter log)
    {
        _action = action;
        _interval = interval;
        _cancelable = cancelable;
        _ended = ended;
        _log = log;
        using (ExecutionContext.SuppressFlow())
            _timer = new Timer(static entry => ((ScheduledEntry)entry).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Start(TimeSpan delay)
    {
        if (_cancelable is not null)
            _cancellation = _cancelable.Token.UnsafeRegister(static entry => ((ScheduledEntry)entry).End(), this);
        Arm(delay);
    }

    public void Dispose()
    {
        _timer.Dispose();
        _cancellation.Dispose();
    }

    private void Fire()
    {
        if (_cancelable is { IsCancellationRequested: true })
            return;
        if (TryRun() && _interval is { } interval)
            Arm(interval);
        else
            End();
    }

    // An action that fails is not repeated, and does not take the process down.
    private bool TryRun()
    {
        try
        {
            _action();
            return true;
        }
        catch (Exception cause)
        {
            _log.Error(cause, "Error while executing scheduled task");
            return false;
        }
    }

    private void Arm(TimeSpan delay)
    {
        try
        {
            _timer.Change(delay, Timeout.InfiniteTimeSpan);
        }
        catch (ObjectDisposedException)
        {
            // Cancelled meanwhile.
        }
    }

    private void End()
    {
        _ended(this);
        _timer.Dispose();
        _cancellation.Unregister();
    }
}

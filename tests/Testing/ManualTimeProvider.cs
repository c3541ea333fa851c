namespace ActorDownloader.Testing;

/// <summary>
/// Time that stands still until a test moves it. Timers fire inside <see cref="Advance"/>, on its thread, in the order of their
/// due times, and each sees the clock at the moment it was due. Safe for use by several threads, <see cref="Advance"/> by one at a time.
/// </summary>
public sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiters = [];
    private DateTimeOffset _now;

    /// <summary>Starts at a fixed date, so that nothing depends on the day a test runs.</summary>
    public ManualTimeProvider() : this(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>Starts at <paramref name="start"/>.</summary>
    public ManualTimeProvider(DateTimeOffset start) => _now = start;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>How many timers are set.</summary>
    public int PendingTimers
    {
        get
        {
            lock (_lock)
            {
                return _timers.Count;
            }
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock, firing what falls due on the way, timers set by those callbacks included.</summary>
    /// <param name="by">0 or more.</param>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var end = GetUtcNow() + by;
        while (NextDue(end) is { } due)
        {
            due.Fire();
        }
    }

    /// <summary>Completes once at least <paramref name="count"/> timers are set: the code under test has come to its wait.</summary>
    public Task WhenTimersPendAsync(int count = 1, CancellationToken cancellationToken = default)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiters.Add((count, reached));
            CompleteWaiters();
        }

        return reached.Task.WaitAsync(cancellationToken);
    }

    // Sets the clock to the earliest due time up to the end and takes that timer off; sets it to the end when there is none.
    private ManualTimer? NextDue(DateTimeOffset end)
    {
        lock (_lock)
        {
            var due = _timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
            _now = due is null ? end : due.Due > _now ? due.Due : _now;
            if (due is not null)
            {
                _timers.Remove(due);
                due.Renew();
            }

            return due;
        }
    }

    private void CompleteWaiters() => _waiters.RemoveAll(waiter => waiter.Count <= _timers.Count && waiter.Reached.TrySetResult());

    private sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;
        private bool _disposed;

        public DateTimeOffset Due { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
                if (_disposed)
                {
                    return false;
                }

                _period = period;
                Schedule(dueTime);
                return true;
            }
        }

        // Under the clock's lock: a periodic timer is set again before its callback runs, which may change or end it.
        public void Renew()
        {
            if (_period > TimeSpan.Zero)
            {
                Schedule(_period);
            }
        }

        public void Dispose()
        {
            lock (clock._lock)
            {
                _disposed = true;
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Schedule(TimeSpan dueTime)
        {
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                Due = clock._now + dueTime;
                clock._timers.Add(this);
                clock.CompleteWaiters();
            }
        }
    }
}

namespace ActorDownloader.Simulation;

/// <summary>Virtual time: what is due next happens next, and nothing takes longer than its simulation says.</summary>
internal sealed class SimulatedClock
{
    private readonly PriorityQueue<Action, (TimeSpan At, long Order)> _due;
    private readonly SimulatedClock? _whole;
    private long _order;
    private TimeSpan _now;
    private bool _isStopped;

    public SimulatedClock() => _due = new();

    private SimulatedClock(SimulatedClock whole) => (_whole, _due) = (whole, whole._due);

    public TimeSpan Now => _whole?.Now ?? _now;

    /// <summary>The same time for those who may die together.</summary>
    public SimulatedClock Branch() => new(this);

    /// <summary>Nothing that this branch was asked for happens any more.</summary>
    public void Stop() => _isStopped = true;

    public void After(TimeSpan delay, Action happen)
    {
        if (_whole is null)
        {
            _due.Enqueue(happen, (Now + delay, _order++));
        }
        else
        {
            _whole.After(delay, () =>
            {
                if (!_isStopped)
                {
                    happen();
                }
            });
        }
    }

    /// <summary>Lets the next thing happen; false when nothing is due any more.</summary>
    public bool Step()
    {
        if (!_due.TryDequeue(out var happen, out var key))
        {
            return false;
        }

        _now = key.At;
        happen();
        return true;
    }
}

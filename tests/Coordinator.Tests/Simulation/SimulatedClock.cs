namespace ActorDownloader.Simulation;

/// <summary>Virtual time: what is due next happens next, and nothing takes longer than its simulation says.</summary>
internal sealed class SimulatedClock
{
    private readonly PriorityQueue<Action, (TimeSpan At, long Order)> _due = new();
    private long _order;

    public TimeSpan Now { get; private set; }

    public void After(TimeSpan delay, Action happen) => _due.Enqueue(happen, (Now + delay, _order++));

    /// <summary>Lets the next thing happen; false when nothing is due any more.</summary>
    public bool Step()
    {
        if (!_due.TryDequeue(out var happen, out var key))
        {
            return false;
        }

        Now = key.At;
        happen();
        return true;
    }
}

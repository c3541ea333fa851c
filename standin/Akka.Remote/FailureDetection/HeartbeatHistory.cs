namespace Akka.Remote.FailureDetection;

/// <summary>The last intervals between heartbeats, with their mean and spread. Not thread-safe.</summary>
internal sealed class HeartbeatHistory
{
    private readonly Queue<double> _intervalsMs = new();
    private readonly int _maxSampleSize;
    private double _sum;
    private double _sumOfSquares;

    /// <param name="maxSampleSize">How many intervals are remembered, at least 1.</param>
    /// <param name="firstEstimate">The interval to expect before any was seen.</param>
    public HeartbeatHistory(int maxSampleSize, TimeSpan firstEstimate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSampleSize, 1);
        _maxSampleSize = maxSampleSize;

        // Two invented intervals around the estimate: a wide spread forgives what is not known yet.
        var meanMs = firstEstimate.TotalMilliseconds;
        Add(meanMs * 3 / 4);
        Add(meanMs * 5 / 4);
    }

    public double MeanMs => _sum / _intervalsMs.Count;

    // Rounding may take the variance of equal intervals below zero.
    public double StandardDeviationMs => Math.Sqrt(Math.Max(0, (_sumOfSquares / _intervalsMs.Count) - (MeanMs * MeanMs)));

    public void Add(double intervalMs)
    {
        if (_intervalsMs.Count == _maxSampleSize)
        {
            var oldest = _intervalsMs.Dequeue();
            _sum -= oldest;
            _sumOfSquares -= oldest * oldest;
        }

        _intervalsMs.Enqueue(intervalMs);
        _sum += intervalMs;
        _sumOfSquares += intervalMs * intervalMs;
    }
}

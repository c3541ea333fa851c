namespace Akka.Remote.FailureDetection;

/// <summary>
/// The phi accrual failure detector of Hayashibara et al.: suspicion (phi) grows with the silence, measured by how regular the heartbeats
/// were; phi 10 says that such a silence happens by chance once in 10^10 heartbeats. Not thread-safe.
/// </summary>
internal sealed class PhiAccrualFailureDetector(PhiAccrualSettings settings, TimeProvider time)
{
    private HeartbeatHistory? _history;
    private long _lastHeartbeat;

    /// <summary>False once heartbeats are missing for too long. True before the first one.</summary>
    public bool IsAvailable => Phi() < settings.Threshold;

    /// <summary>Whether a heartbeat was seen.</summary>
    public bool IsMonitoring => _history is not null;

    public void Heartbeat()
    {
        var now = time.GetTimestamp();
        if (_history is null)
        {
            _history = new HeartbeatHistory(settings.MaxSampleSize, settings.HeartbeatInterval);
        }
        else if (IsAvailable)
        {
            // The silence of a failure that is over says nothing about the usual interval.
            _history.Add(time.GetElapsedTime(_lastHeartbeat, now).TotalMilliseconds);
        }

        _lastHeartbeat = now;
    }

    /// <summary>The suspicion now; 0 before the first heartbeat.</summary>
    public double Phi()
    {
        if (_history is null)
        {
            return 0;
        }

        var meanMs = _history.MeanMs + settings.AcceptableHeartbeatPause.TotalMilliseconds;
        var deviationMs = Math.Max(_history.StandardDeviationMs, settings.MinStandardDeviation.TotalMilliseconds);
        return Phi(time.GetElapsedTime(_lastHeartbeat).TotalMilliseconds, meanMs, deviationMs);
    }

    /// <summary>-log10 of the chance that a silence lasts this long, with a logistic approximation of the normal distribution.</summary>
    internal static double Phi(double silenceMs, double meanMs, double deviationMs)
    {
        var y = (silenceMs - meanMs) / deviationMs;
        var e = Math.Exp(-y * (1.5976 + (0.070566 * y * y)));

        // Two forms of the same value: each is exact where the other would lose all digits.
        return silenceMs > meanMs ? -Math.Log10(e / (1 + e)) : -Math.Log10(1 - (1 / (1 + e)));
    }
}

namespace Akka.Remote.FailureDetection;

/// <summary><c>akka.remote.watch-failure-detector</c>, the part of it that judges.</summary>
internal sealed record PhiAccrualSettings(
    double Threshold,
    int MaxSampleSize,
    TimeSpan MinStandardDeviation,
    TimeSpan AcceptableHeartbeatPause,
    TimeSpan HeartbeatInterval);

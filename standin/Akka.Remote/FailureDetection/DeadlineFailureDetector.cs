namespace Akka.Remote.FailureDetection;

/// <summary>Suspects a sender that was silent for one heartbeat interval and the pause that is acceptable on top.</summary>
internal sealed class DeadlineFailureDetector(TimeSpan heartbeatInterval, TimeSpan acceptableHeartbeatPause, TimeProvider time) : FailureDetector
{
    private readonly TimeSpan _patience = heartbeatInterval + acceptableHeartbeatPause;
    private long? _lastHeartbeat;

    public override bool IsAvailable => _lastHeartbeat is not { } last || time.GetElapsedTime(last) < _patience;

    public override bool IsMonitoring => _lastHeartbeat.HasValue;

    public override void Heartbeat() => _lastHeartbeat = time.GetTimestamp();
}

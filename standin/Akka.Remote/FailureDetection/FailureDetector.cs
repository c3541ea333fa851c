namespace Akka.Remote.FailureDetection;

/// <summary>Judges from the arrival of heartbeats whether their sender is alive. Not thread-safe.</summary>
internal abstract class FailureDetector
{
    /// <summary>False once heartbeats are missing for too long. True before the first one.</summary>
    public abstract bool IsAvailable { get; }

    /// <summary>Whether a heartbeat was seen.</summary>
    public abstract bool IsMonitoring { get; }

    public abstract void Heartbeat();
}

namespace ActorDownloader.WorkerNode.Fetching;

/// <summary>
/// Whether a lease still stands, as far as this process can know: it lapses for good once the process has said nothing on it for
/// longer than its silence, which happens when the process was stopped. One thread beats; any thread asks.
/// </summary>
/// <param name="time">The source of timestamps, which must go on while the process is stopped.</param>
/// <param name="silence">How long nothing may be said.</param>
internal sealed class LeaseClock(TimeProvider time, TimeSpan silence)
{
    private const long Lapsed = long.MinValue;
    private long _lastBeat = time.GetTimestamp();

    /// <summary>Whether the lease stands.</summary>
    public bool Stands => Volatile.Read(ref _lastBeat) is var last && last != Lapsed && time.GetElapsedTime(last) <= silence;

    /// <summary>Notes that something is being said on the lease. A lease that has lapsed is not revived.</summary>
    /// <returns>Whether it still stands.</returns>
    public bool Beat()
    {
        var stands = Stands;
        Volatile.Write(ref _lastBeat, stands ? time.GetTimestamp() : Lapsed);
        return stands;
    }
}

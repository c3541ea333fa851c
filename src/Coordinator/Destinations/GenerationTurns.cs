namespace ActorDownloader.Destinations;

/// <summary>
/// Gives a request that comes again another name than it had the last time. A worker may know the old name for a moment after its transfer
/// has ended, and must not find another version's file there. Within a process each time is another turn; from one process to the next
/// it is a matter of time and of the process's number. Remembers numbers, not names: requests that share a place only move each other's
/// turn. Safe from any thread.
/// </summary>
internal sealed class GenerationTurns(TimeProvider time)
{
    private const int Places = 4096;

    /// <summary>
    /// All turns together take longer than a worker writes without word from its coordinator (<c>scheduler.lease-silence</c>).
    /// </summary>
    private static readonly TimeSpan TurnTime = TimeSpan.FromSeconds(6);

    private readonly int[] _turns = new int[Places];

    /// <summary>The generation to try first.</summary>
    /// <param name="request">What tells the request from others.</param>
    public int Next(string request)
    {
        var place = (string.GetHashCode(request, StringComparison.Ordinal) & int.MaxValue) % Places;
        var passed = time.GetUtcNow().Ticks / TurnTime.Ticks % TemporaryName.Generations;
        return (int)(((Interlocked.Increment(ref _turns[place]) & int.MaxValue) + passed + Environment.ProcessId)
            % TemporaryName.Generations);
    }
}

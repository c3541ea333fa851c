namespace ActorDownloader.Destinations;

/// <summary>
/// Gives a request that comes again another name than it had the last time. A worker may hold a lease on the old name for a moment after
/// its transfer has ended, and must not find another version's file there. Remembers numbers, not names: requests that share a place
/// only move each other's turn. Safe from any thread.
/// </summary>
internal sealed class GenerationTurns
{
    private const int Places = 4096;
    private readonly int[] _turns = new int[Places];

    /// <summary>The generation to try first.</summary>
    public int Next(string requestTag)
    {
        var place = (string.GetHashCode(requestTag, StringComparison.Ordinal) & int.MaxValue) % Places;
        return (Interlocked.Increment(ref _turns[place]) & int.MaxValue) % TemporaryName.Generations;
    }
}

using ActorDownloader.Messages;

namespace ActorDownloader.Scheduling;

/// <summary>A lease that has not ended.</summary>
/// <param name="Chunk">What is leased.</param>
/// <param name="Worker">Who holds it.</param>
/// <param name="Since">When it was granted; monotonic time.</param>
/// <param name="HeardOf">When it was granted or reported on last.</param>
/// <param name="IsWanted">False once it was taken back: only the slot waits for the answer.</param>
/// <param name="Bytes">How many bytes of it were reported so far.</param>
internal sealed record Holding(ChunkId Chunk, WorkerId Worker, TimeSpan Since, TimeSpan HeardOf, bool IsWanted, long Bytes)
{
    /// <summary>The weight of the latest interval in <see cref="Rate"/>.</summary>
    private const double LatestWeight = 0.5;

    /// <summary>Bytes a second, of late.</summary>
    public double Rate { get; private init; }

    /// <summary>Whether a second lease of the chunk is wished for, and not granted yet.</summary>
    public bool AwaitsTwin { get; init; }

    /// <summary>The other lease of the same chunk; null where there is none.</summary>
    public LeaseNumber? Twin { get; init; }

    /// <summary>The same lease after a report.</summary>
    public Holding Hear(long bytes, TimeSpan now)
    {
        var time = (now - HeardOf).TotalSeconds;
        return this with
        {
            HeardOf = now,
            Bytes = bytes,
            Rate = time <= 0 ? Rate : (Rate * (1 - LatestWeight)) + ((bytes - Bytes) / time * LatestWeight),
        };
    }

    /// <summary>
    /// How long the rest of the chunk will take: at the rate of late, and no less than it has been silent for, since what has
    /// stood still for long will rather do so for longer.
    /// </summary>
    public TimeSpan Remaining(long length, TimeSpan now)
    {
        var silent = now - HeardOf;
        var seconds = (length - Bytes) / Rate;
        return seconds >= 0 && seconds < TimeSpan.MaxValue.TotalSeconds / 2
            ? TimeSpan.FromSeconds(Math.Max(seconds, silent.TotalSeconds))
            : TimeSpan.MaxValue;
    }
}

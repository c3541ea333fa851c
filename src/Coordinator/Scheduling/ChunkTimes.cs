namespace ActorDownloader.Scheduling;

/// <summary>
/// How long the chunks of a transfer take: a moving mean and a moving mean deviation, kept as RFC 6298 keeps the round-trip times by which
/// TCP decides that a packet is lost.
/// </summary>
/// <param name="Count">How many chunks were timed.</param>
/// <param name="Mean">What one takes.</param>
/// <param name="Deviation">How far from that one is, on average.</param>
internal readonly record struct ChunkTimes(int Count, TimeSpan Mean, TimeSpan Deviation)
{
    /// <summary>The weights of the latest time: RFC 6298, section 2.3.</summary>
    private const double MeanWeight = 1.0 / 8;
    private const double DeviationWeight = 1.0 / 4;

    public ChunkTimes Add(TimeSpan time) => Count == 0
        ? new ChunkTimes(1, time, time / 2)
        : new ChunkTimes(
            Count + 1,
            Mean + ((time - Mean) * MeanWeight),
            Deviation + (((time - Mean).Duration() - Deviation) * DeviationWeight));

    /// <summary>Beyond this a chunk takes longer than others do.</summary>
    public TimeSpan Usual(int deviations) => Mean + (Deviation * deviations);
}

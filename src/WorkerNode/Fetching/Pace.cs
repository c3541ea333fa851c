namespace ActorDownloader.WorkerNode.Fetching;

/// <summary>How slow an origin may be.</summary>
/// <param name="FirstByteTimeout">How long a request may go without an answer.</param>
/// <param name="StallTimeout">The window over which a body's pace is judged.</param>
/// <param name="MinimumBytesPerSecond">The floor; a body that brings less over a whole window has stalled.</param>
internal sealed record PaceLimits(TimeSpan FirstByteTimeout, TimeSpan StallTimeout, long MinimumBytesPerSecond)
{
    /// <summary>What a window must bring at least; never nothing.</summary>
    public long FloorBytes { get; } = Math.Max(1, (long)(StallTimeout.TotalSeconds * MinimumBytesPerSecond));
}

/// <summary>Where the present window began.</summary>
/// <param name="Phase">What the fetch was doing.</param>
/// <param name="At">Since the fetch began.</param>
/// <param name="Bytes">What it had received.</param>
internal readonly record struct PaceMark(FetchPhase Phase, TimeSpan At, long Bytes);

/// <summary>Judges whether an origin has gone silent, from looks at the fetch at any interval. Pure.</summary>
internal static class Pace
{
    /// <summary>
    /// The mark for the next look, and whether to stop. Only waiting for the origin counts: a look that finds the fetch busy with the
    /// file begins a new window, so a slow disk is never taken for a slow origin.
    /// </summary>
    public static (PaceMark Mark, StopReason Stop) Judge(PaceLimits limits, PaceMark mark, FetchPhase phase, TimeSpan now, long received)
    {
        if (phase != mark.Phase || phase is FetchPhase.Opening or FetchPhase.Writing)
            return (new PaceMark(phase, now, received), StopReason.None);

        var waited = now - mark.At;
        if (phase == FetchPhase.Requesting)
            return (mark, waited >= limits.FirstByteTimeout ? StopReason.FirstByteTimeout : StopReason.None);
        if (received - mark.Bytes >= limits.FloorBytes)
            return (new PaceMark(phase, now, received), StopReason.None);
        return (mark, waited >= limits.StallTimeout ? StopReason.Stalled : StopReason.None);
    }
}

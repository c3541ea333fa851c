namespace ActorDownloader.Transfers;

/// <summary>
/// The recent rate of a growing count: an average whose weight halves with each second's age, so that it is steady and still follows.
/// </summary>
internal readonly record struct RateMeter(double BytesPerSecond, TimeSpan At, long Bytes)
{
    /// <summary>Nothing was observed.</summary>
    public static readonly RateMeter Idle;

    /// <summary>Takes in the count at a moment. One that went back counts as no growth.</summary>
    public RateMeter Observe(TimeSpan now, long bytes)
    {
        var seconds = (now - At).TotalSeconds;
        if (seconds <= 0)
        {
            return this;
        }

        var latest = Math.Max(0, bytes - Bytes) / seconds;
        var weight = BytesPerSecond == 0 ? 0 : Math.Pow(0.5, seconds);
        return new RateMeter((BytesPerSecond * weight) + (latest * (1 - weight)), now, bytes);
    }
}

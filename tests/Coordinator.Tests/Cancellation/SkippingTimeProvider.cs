namespace ActorDownloader.Cancellation;

/// <summary>The system's clock, which a spec sets forward. Safe from any thread.</summary>
internal sealed class SkippingTimeProvider : TimeProvider
{
    private long _skipped;

    public override long GetTimestamp() => base.GetTimestamp() + Interlocked.Read(ref _skipped);

    public void Skip(TimeSpan time) => Interlocked.Add(ref _skipped, (long)(time.TotalSeconds * TimestampFrequency));
}

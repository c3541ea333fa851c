namespace Standin.Remoting.Tests;

/// <summary>A clock that stands still until it is told otherwise; its timers do not run.</summary>
internal sealed class ManualClock : TimeProvider
{
    private TimeSpan _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now.Ticks;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + _now;

    public void Advance(TimeSpan by) => _now += by;
}

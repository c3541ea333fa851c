using ActorDownloader.LoopbackOrigin.Traffic;

namespace ActorDownloader.LoopbackOrigin.Server;

/// <summary>How fast a body goes out: by the rates of its connection, of the origin and of its fault, the slowest of them.</summary>
internal readonly struct BodyPace(OriginState state, OriginConnection connection, long? trickle)
{
    // Big enough that system calls and thread hops do not count, small enough for a core's cache.
    private const int LargestSlice = 256 * 1024;

    private const int SlicesPerSecond = 50;

    private static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(50);

    private readonly Pacer? _trickle = trickle is null ? null : new Pacer();

    /// <summary>How much to send at once: at a limited rate, a fiftieth of a second's worth.</summary>
    public int SliceBytes(long remaining)
    {
        var traffic = state.Traffic;
        var shaped = Math.Min(traffic.BytesPerSecondPerConnection ?? long.MaxValue, traffic.TotalBytesPerSecond ?? long.MaxValue);
        var rate = Math.Min(shaped, trickle ?? long.MaxValue);
        return (int)Math.Min(remaining, Math.Clamp(rate / SlicesPerSecond, 1, LargestSlice));
    }

    /// <summary>Takes these bytes from all budgets and tells how long it is until they are due.</summary>
    public TimeSpan Take(int bytes)
    {
        var traffic = state.Traffic;
        var now = state.Elapsed;
        var byConnection = Wait(connection.BodyPacer, traffic.BytesPerSecondPerConnection, Burst);
        var byOrigin = Wait(state.BodyPacer, traffic.TotalBytesPerSecond, Burst);
        var byFault = Wait(_trickle, trickle, TimeSpan.Zero);
        return Longest(byConnection, Longest(byOrigin, byFault));

        TimeSpan Wait(Pacer? pacer, long? rate, TimeSpan burst) =>
            rate is { } perSecond ? pacer!.Take(bytes, perSecond, burst, now) : TimeSpan.Zero;

        static TimeSpan Longest(TimeSpan a, TimeSpan b) => a > b ? a : b;
    }
}

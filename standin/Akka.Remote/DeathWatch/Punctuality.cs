namespace Akka.Remote.DeathWatch;

/// <summary>
/// Tells whether this process was too busy, or stopped, to do something as often as it should. Then the answers of others wait unread, and
/// their silence says more about us than about them. That is an excuse a few times, not for ever. Not thread-safe.
/// </summary>
internal sealed class Punctuality(TimeSpan interval, TimeProvider time)
{
    private const int MaxExcuses = 3;

    private long? _last;
    private int _excuses;

    /// <summary>To be asked every <c>interval</c>: whether this time comes so late that nobody else is to be judged by it.</summary>
    public bool IsLate()
    {
        var late = _last is { } last && time.GetElapsedTime(last) > 2 * interval;
        _last = time.GetTimestamp();
        _excuses = late ? _excuses + 1 : 0;
        return late && _excuses <= MaxExcuses;
    }
}

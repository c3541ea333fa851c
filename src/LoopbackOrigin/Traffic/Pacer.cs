namespace ActorDownloader.LoopbackOrigin.Traffic;

/// <summary>
/// Spreads amounts over time at a rate that may change from call to call. Keeps one number: the moment at which all that
/// was granted has been earned. Safe for use by several threads.
/// </summary>
internal sealed class Pacer
{
    private readonly Lock _lock = new();
    private TimeSpan _earned = TimeSpan.MinValue;

    /// <summary>Takes the amount and tells how long to wait before using it.</summary>
    /// <param name="amount">Bytes, or requests.</param>
    /// <param name="perSecond">The rate; more than 0.</param>
    /// <param name="burst">How much time's worth may go at once after a pause. Makes up for timers that fire late.</param>
    /// <param name="now">A clock that never goes back.</param>
    public TimeSpan Take(double amount, double perSecond, TimeSpan burst, TimeSpan now)
    {
        lock (_lock)
        {
            _earned = Earned(amount, perSecond, burst, now);
            return _earned > now ? _earned - now : TimeSpan.Zero;
        }
    }

    /// <summary>Takes the amount if that is possible at once.</summary>
    public bool TryTake(double amount, double perSecond, TimeSpan burst, TimeSpan now)
    {
        lock (_lock)
        {
            var earned = Earned(amount, perSecond, burst, now);
            if (earned > now)
            {
                return false;
            }

            _earned = earned;
            return true;
        }
    }

    private TimeSpan Earned(double amount, double perSecond, TimeSpan burst, TimeSpan now)
    {
        var from = _earned < now - burst ? now - burst : _earned;
        return from + TimeSpan.FromSeconds(amount / perSecond);
    }
}

namespace Akka.Actor.Internal;

/// <summary>A child and the count of its restarts, against which a supervisor's limit is held.</summary>
internal sealed class ChildRestartStats(IInternalActorRef child)
{
    private int _restarts;
    private long _windowStart;

    public IInternalActorRef Child { get; } = child;

    /// <summary>
    /// Counts one more restart; false if that is too many. A negative limit or window means none. With a window and no limit, one restart
    /// a window is allowed.
    /// </summary>
    public bool RequestRestartPermission(int maxNrOfRetries, int withinTimeMilliseconds)
    {
        if (maxNrOfRetries == 0)
            return false;
        if (withinTimeMilliseconds <= 0)
            return maxNrOfRetries < 0 || ++_restarts <= maxNrOfRetries;

        var now = Environment.TickCount64;
        if (_restarts == 0 || now - _windowStart > withinTimeMilliseconds)
        {
            _windowStart = now;
            _restarts = 1;
            return true;
        }
        return ++_restarts <= (maxNrOfRetries > 0 ? maxNrOfRetries : 1);
    }
}

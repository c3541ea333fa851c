namespace Akka.Remote.Associations;

/// <summary>Which system messages of the other system have arrived, so that what it sends again is taken once. Thread-safe.</summary>
internal sealed class SystemMessageInbox
{
    private readonly Lock _lock = new();
    private int _uid;
    private long _last;

    /// <summary>Whether this message is new. One of another incarnation starts afresh.</summary>
    public bool Accept(int uid, long sequence)
    {
        lock (_lock)
        {
            if (uid == _uid && sequence <= _last)
            {
                return false;
            }

            _uid = uid;
            _last = sequence;
            return true;
        }
    }

    /// <summary>Number of the last message of this incarnation; 0 if there was none.</summary>
    public long LastOf(int uid)
    {
        lock (_lock)
        {
            return uid == _uid ? _last : 0;
        }
    }
}

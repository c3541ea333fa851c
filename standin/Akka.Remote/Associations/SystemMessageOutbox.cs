namespace Akka.Remote.Associations;

/// <summary>
/// System messages that the other system has not acknowledged: they are sent again on every new connection. Numbers grow for ever, so that
/// what was sent to one incarnation is never confused with what is sent to the next. Not thread-safe.
/// </summary>
/// <param name="firstSequence">
/// Number of the first message, greater than any used before with this peer by this incarnation of ours.
/// </param>
internal sealed class SystemMessageOutbox(long firstSequence)
{
    private readonly Queue<(long Sequence, Outbound Message)> _unacknowledged = new();
    private long _next = firstSequence;

    public int Count => _unacknowledged.Count;

    public IEnumerable<(long Sequence, Outbound Message)> Unacknowledged => _unacknowledged;

    /// <summary>Keeps a message and gives it its number.</summary>
    public long Add(Outbound message)
    {
        var sequence = _next++;
        _unacknowledged.Enqueue((sequence, message));
        return sequence;
    }

    /// <summary>Everything up to this number has arrived.</summary>
    public void Acknowledge(long sequence)
    {
        while (_unacknowledged.TryPeek(out var oldest) && oldest.Sequence <= sequence)
        {
            _unacknowledged.Dequeue();
        }
    }

    /// <summary>Gives up the messages that match, in order.</summary>
    public List<Outbound> Remove(Predicate<Outbound> match)
    {
        var removed = new List<Outbound>();
        for (var left = _unacknowledged.Count; left > 0; left--)
        {
            var entry = _unacknowledged.Dequeue();
            if (match(entry.Message))
            {
                removed.Add(entry.Message);
            }
            else
            {
                _unacknowledged.Enqueue(entry);
            }
        }

        return removed;
    }
}

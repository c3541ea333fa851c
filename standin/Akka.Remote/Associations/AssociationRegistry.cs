using System.Collections.Concurrent;
using Akka.Actor;

namespace Akka.Remote.Associations;

/// <summary>
/// The associations by address. One that is neither referred to by an actor reference nor has a connection, a timer or a quarantine to keep
/// is forgotten: systems come and go at ports that nobody will use again. Thread-safe.
/// </summary>
internal sealed class AssociationRegistry(Func<Address, Association> create)
{
    private const int FirstSweep = 256;

    private readonly ConcurrentDictionary<Address, WeakReference<Association>> _known = new();
    private readonly Lock _lock = new();
    private int _sweepAt = FirstSweep;

    public IEnumerable<Association> All
    {
        get
        {
            foreach (var (_, reference) in _known)
            {
                if (reference.TryGetTarget(out var association))
                {
                    yield return association;
                }
            }
        }
    }

    public Association? Find(Address peer) =>
        _known.TryGetValue(peer, out var reference) && reference.TryGetTarget(out var association) ? association : null;

    public Association GetOrCreate(Address peer)
    {
        if (Find(peer) is { } known)
        {
            return known;
        }

        lock (_lock)
        {
            if (Find(peer) is { } raced)
            {
                return raced;
            }

            Sweep();
            var association = create(peer);
            _known[peer] = new WeakReference<Association>(association);
            return association;
        }
    }

    private void Sweep()
    {
        if (_known.Count < _sweepAt)
        {
            return;
        }

        foreach (var (peer, reference) in _known)
        {
            if (!reference.TryGetTarget(out _))
            {
                _known.TryRemove(peer, out _);
            }
        }

        _sweepAt = Math.Max(FirstSweep, _known.Count * 2);
    }
}

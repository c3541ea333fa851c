using System.Net.Sockets;

namespace Akka.Remote.Transport;

/// <summary>
/// Connections that have not said who they are. There may be so many of them; a further one closes the one that has been silent for the
/// longest, so that strangers who say nothing keep nobody out. Thread-safe.
/// </summary>
internal sealed class PendingHandshakes(int limit)
{
    private readonly LinkedList<Socket> _sockets = new();
    private readonly Lock _lock = new();

    /// <summary>Adds a connection; true if another was closed for it.</summary>
    public bool Add(Socket socket)
    {
        Socket? oldest = null;
        lock (_lock)
        {
            if (_sockets.Count >= limit)
            {
                oldest = _sockets.First!.Value;
                _sockets.RemoveFirst();
            }

            _sockets.AddLast(socket);
        }

        oldest?.Dispose();
        return oldest is not null;
    }

    public void Remove(Socket socket)
    {
        lock (_lock)
        {
            _sockets.Remove(socket);
        }
    }
}

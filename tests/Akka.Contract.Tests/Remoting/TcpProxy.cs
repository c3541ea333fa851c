using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Akka.Contract.Tests.Remoting;

/// <summary>A network between two systems that can be cut, or go silent without a word.</summary>
internal sealed class TcpProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, bool> _sockets = new();
    private readonly int _target;
    private volatile bool _silent;
    private volatile bool _refuses;

    /// <param name="target">Port on loopback that connections lead to.</param>
    public TcpProxy(int target)
    {
        _target = target;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Connections made so far.</summary>
    public int Connections { get; private set; }

    /// <summary>Breaks all connections; new ones can be made.</summary>
    public void Cut()
    {
        foreach (var socket in _sockets.Keys)
        {
            socket.Dispose();
        }

        _sockets.Clear();
    }

    /// <summary>From now on connections are broken at once.</summary>
    public void CutForGood()
    {
        _refuses = true;
        Cut();
    }

    public void Repair() => _refuses = false;

    /// <summary>From now on nothing gets through, and nobody is told.</summary>
    public void GoSilent() => _silent = true;

    /// <summary>What was held back gets through.</summary>
    public void Speak() => _silent = false;

    public void Dispose()
    {
        _listener.Dispose();
        Cut();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync();
                if (_refuses)
                {
                    client.Dispose();
                    continue;
                }

                Connections++;
                _ = ForwardAsync(client);
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ForwardAsync(Socket client)
    {
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            _sockets[client] = true;
            _sockets[server] = true;
            await server.ConnectAsync(IPAddress.Loopback, _target);
            await Task.WhenAny(PumpAsync(client, server), PumpAsync(server, client));
        }
        catch (SocketException)
        {
            // Nobody listens at the target.
        }
        finally
        {
            client.Dispose();
        }
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        try
        {
            var buffer = new byte[65_536];
            int count;
            while ((count = await from.ReceiveAsync(buffer)) > 0)
            {
                while (_silent)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(20));
                    ObjectDisposedException.ThrowIf(!_sockets.ContainsKey(from), from);
                }

                for (var sent = 0; sent < count;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent));
                }
            }
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
        }
    }
}

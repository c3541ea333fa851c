using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Akka.Contract.Remoting;

/// <summary>A network between two systems that can be cut, or go silent without a word.</summary>
internal sealed class TcpProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, bool> _sockets = new();
    private readonly int _target;
    private readonly Channel<int> _answers = Channel.CreateUnbounded<int>();
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

    /// <summary>
    /// Waits until the target has said something several times from now on: among it are answers to heartbeats, when nothing else is going
    /// on.
    /// </summary>
    public async Task HearAsync(int times = 6)
    {
        while (_answers.Reader.TryRead(out _))
        {
        }

        for (var heard = 0; heard < times; heard++)
        {
            await _answers.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        }
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
            await Task.WhenAny(PumpAsync(client, server, null), PumpAsync(server, client, _answers.Writer));
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

    private async Task PumpAsync(Socket from, Socket to, ChannelWriter<int>? report)
    {
        try
        {
            var buffer = new byte[65_536];
            int count;
            while ((count = await from.ReceiveAsync(buffer)) > 0)
            {
                report?.TryWrite(count);
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

using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Event;
using Akka.Remote.Wire;

namespace Akka.Remote.Transport;

/// <summary>Opens, accepts and greets connections. Thread-safe.</summary>
internal sealed class TcpTransport(TcpSettings settings, int uid, ILoggingAdapter log, TimeProvider time) : IDisposable
{
    // More than a restarting cluster needs, less than a stranger could wish for.
    private const int MaxPending = 256;

    private readonly PendingHandshakes _pending = new(MaxPending);
    private readonly CancellationTokenSource _closed = new();
    private Socket? _listener;

    /// <summary>Binds the port; connections wait until <see cref="AcceptAsync"/>.</summary>
    /// <exception cref="RemoteTransportException">The port cannot be bound.</exception>
    public IPEndPoint Bind()
    {
        var endPoint = EndPoints.ToListenOn(settings);
        var listener = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // Without SO_REUSEADDR: where it has an effect in .NET, two systems could share the port and would be mistaken for each other.
            listener.Bind(endPoint);
            listener.Listen(settings.Backlog);
        }
        catch (SocketException refused)
        {
            listener.Dispose();
            throw new RemoteTransportException($"Failed to bind to [{endPoint}]: {refused.Message}", refused);
        }

        _listener = listener;
        return (IPEndPoint)listener.LocalEndPoint!;
    }

    /// <summary>Hands over every connection whose handshake succeeds, until disposal.</summary>
    /// <param name="self">The address of this system, for the handshake.</param>
    /// <param name="refusal">Why a system that introduced itself is turned away; null to welcome it.</param>
    /// <param name="accepted">Takes the connection; nothing of it was read after the handshake.</param>
    public async Task AcceptAsync(Address self, Func<Address, int, DisassociateReason?> refusal, Action<Connection> accepted)
    {
        var listener = _listener ?? throw new InvalidOperationException("Bind first.");
        while (!_closed.IsCancellationRequested)
        {
            try
            {
                var socket = await listener.AcceptAsync(_closed.Token);
                if (_pending.Add(socket))
                {
                    log.Warning(
                        "{0} connections have not finished their handshake: closed the oldest for that of [{1}].",
                        MaxPending,
                        PeerOf(socket));
                }

                _ = WelcomeAsync(socket, self, refusal, accepted);
            }
            catch (Exception stopped) when (stopped is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException hiccup)
            {
                // The one who connected gave up, or this process has no descriptor left: neither ends the service.
                log.Warning("Accepting a connection failed: {0}", hiccup.Message);
                await Task.Delay(TimeSpan.FromMilliseconds(50), time, CancellationToken.None);
            }
        }
    }

    /// <summary>Connects to another system.</summary>
    /// <exception cref="HandshakeRefusedException">The other system turned us away.</exception>
    /// <exception cref="TimeoutException">The other side did not answer within <c>connection-timeout</c>.</exception>
    /// <exception cref="SocketException">Nobody listens, or there is no way.</exception>
    public async Task<Connection> ConnectAsync(Address self, Address peer)
    {
        using var timeout = new CancellationTokenSource(settings.ConnectionTimeout, time);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _closed.Token);
        Socket? socket = null;
        try
        {
            var endPoint = await EndPoints.ToConnectToAsync(peer, settings, cancellation.Token);
            socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            Tune(socket);
            await socket.ConnectAsync(endPoint, cancellation.Token);
            Stream stream = new NetworkStream(socket, ownsSocket: true);
            if (settings.Tls is { } tls)
            {
                stream = await TlsStreams.ConnectAsync(stream, peer.Host, tls, cancellation.Token);
            }

            await Handshake.SendAsync(stream, new Hello(self.ToString(), uid, peer.ToString()), cancellation.Token);
            var frames = new FrameReader(FrameLimits.HandshakeBytes);
            var hello = await Handshake.ReceiveAsync(stream, frames, cancellation.Token);
            frames.LimitBytes = settings.MaximumFrameBytes;
            return new Connection(stream, socket, frames, time)
            {
                Peer = peer,
                PeerUid = hello.Uid,
                IsInbound = false,
                CalledAs = self,
            };
        }
        catch (OperationCanceledException)
        {
            socket?.Dispose();
            throw new TimeoutException(_closed.IsCancellationRequested
                ? "Remoting is shutting down."
                : $"No response from [{peer}]: association timed out after {settings.ConnectionTimeout.TotalMilliseconds} ms.");
        }
        catch
        {
            socket?.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _closed.Cancel();
        _listener?.Dispose();
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a stranger does, it ends with its connection.")]
    private async Task WelcomeAsync(
        Socket socket, Address self, Func<Address, int, DisassociateReason?> refusal, Action<Connection> accepted)
    {
        var peer = PeerOf(socket);
        try
        {
            using var timeout = new CancellationTokenSource(settings.ConnectionTimeout, time);
            using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _closed.Token);
            Tune(socket);
            Stream stream = new NetworkStream(socket, ownsSocket: true);
            if (settings.Tls is { } tls)
            {
                stream = await TlsStreams.AcceptAsync(stream, tls, cancellation.Token);
            }

            var frames = new FrameReader(FrameLimits.HandshakeBytes);
            var hello = await Handshake.ReceiveAsync(stream, frames, cancellation.Token);
            var from = Handshake.ParseAddress(hello.From, settings.Scheme);
            var calledAs = Handshake.ParseAddress(hello.To, settings.Scheme);
            if (refusal(from, hello.Uid) is { } reason)
            {
                await Handshake.RefuseAsync(stream, reason, cancellation.Token);
                socket.Dispose();
                return;
            }

            await Handshake.SendAsync(stream, new Hello(self.ToString(), uid, hello.From), cancellation.Token);
            frames.LimitBytes = settings.MaximumFrameBytes;
            accepted(new Connection(stream, socket, frames, time)
            {
                Peer = from,
                PeerUid = hello.Uid,
                IsInbound = true,
                CalledAs = calledAs,
            });
        }
        catch (Exception failure)
        {
            socket.Dispose();
            if (!_closed.IsCancellationRequested)
            {
                log.Warning("Closing the connection of [{0}] before the handshake was over: {1}", peer, failure.Message);
            }
        }
        finally
        {
            _pending.Remove(socket);
        }
    }

    private void Tune(Socket socket)
    {
        socket.NoDelay = settings.NoDelay;
        if (settings.KeepAlive)
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        }

        if (settings.SendBufferBytes > 0)
        {
            socket.SendBufferSize = settings.SendBufferBytes;
        }

        if (settings.ReceiveBufferBytes > 0)
        {
            socket.ReceiveBufferSize = settings.ReceiveBufferBytes;
        }
    }

    private static string PeerOf(Socket socket)
    {
        try
        {
            return socket.RemoteEndPoint?.ToString() ?? "unknown";
        }
        catch (SocketException)
        {
            return "unknown";
        }
    }
}

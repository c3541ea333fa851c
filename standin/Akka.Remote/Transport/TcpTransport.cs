using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Remote.Wire;

namespace Akka.Remote.Transport;

/// <summary>Opens, accepts and greets connections. Thread-safe.</summary>
internal sealed class TcpTransport(TcpSettings settings, TimeProvider time)
{
    // Connections that have not said who they are: more than a restarting cluster needs, less than a stranger could wish for.
    private const int MaxUnknown = 256;

    private Socket? _listener;
    private int _unknown;

    /// <summary>Starts to listen and tells the port.</summary>
    /// <exception cref="RemoteTransportException">The port cannot be bound.</exception>
    public int Bind(IPEndPoint endPoint)
    {
        var listener = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // What SO_REUSEADDR means on Windows (two systems on one port) nobody wants; elsewhere .NET binds like a server already.
            if (settings.ReuseAddress && !OperatingSystem.IsWindows())
            {
                listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            }

            listener.Bind(endPoint);
            listener.Listen(settings.Backlog);
        }
        catch (SocketException refused)
        {
            listener.Dispose();
            throw new RemoteTransportException($"Failed to bind to [{endPoint}]: {refused.Message}", refused);
        }

        _listener = listener;
        return ((IPEndPoint)listener.LocalEndPoint!).Port;
    }
}

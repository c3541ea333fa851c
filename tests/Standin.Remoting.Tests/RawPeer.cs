using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Remote.Wire;

namespace Standin.Remoting.Tests;

/// <summary>Speaks the protocol byte by byte, as well or as badly as it is told.</summary>
internal sealed class RawPeer : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public FrameWriter Frames { get; } = new();

    public static async Task<RawPeer> ConnectAsync(Address to)
    {
        var peer = new RawPeer();
        await peer._socket.ConnectAsync(IPAddress.Loopback, to.Port!.Value);
        return peer;
    }

    /// <summary>Connects and introduces itself properly.</summary>
    public static async Task<RawPeer> AssociateAsync(Address to, int uid = 1, string from = "akka.tcp://raw@127.0.0.1:1")
    {
        var peer = await ConnectAsync(to);
        peer.Frames.Hello(new Hello(from, uid, to.ToString()));
        await peer.FlushAsync();
        var answer = await peer.ReceiveAsync();
        Assert.Equal((byte)FrameKind.Hello, answer[4]);
        return peer;
    }

    public async Task FlushAsync()
    {
        await SendAsync(Frames.Written.ToArray());
        Frames.Clear();
    }

    public async Task SendAsync(byte[] bytes)
    {
        for (var sent = 0; sent < bytes.Length;)
        {
            sent += await _socket.SendAsync(bytes.AsMemory(sent));
        }
    }

    /// <summary>What the other side says next; empty when it has closed the connection.</summary>
    public async Task<byte[]> ReceiveAsync()
    {
        var buffer = new byte[65_536];
        try
        {
            var count = await _socket.ReceiveAsync(buffer).WaitAsync(TimeSpan.FromSeconds(30));
            return buffer[..count];
        }
        catch (SocketException)
        {
            return [];
        }
    }

    /// <summary>Waits until the other side has closed the connection.</summary>
    public async Task ExpectCloseAsync()
    {
        while ((await ReceiveAsync()).Length > 0)
        {
        }
    }

    public void Dispose() => _socket.Dispose();
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ActorDownloader.EndToEnd;

/// <summary>
/// Stands between a client and an origin and passes on every byte, but for the first connections that ask something: the answer on each of
/// these breaks off at a byte of its own.
/// </summary>
internal sealed class CuttingRelay : IAsyncDisposable
{
    private static readonly byte[] HeadEnd = "\r\n\r\n"u8.ToArray();

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<AnswerCut> _cuts;
    private readonly ConcurrentBag<Socket> _sockets = [];
    private readonly Uri _origin;
    private readonly Task _accepting;
    private int _cutsMade;

    public CuttingRelay(Uri origin, IEnumerable<AnswerCut> cuts)
    {
        _origin = origin;
        _cuts = new ConcurrentQueue<AnswerCut>(cuts);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Url => $"http://{_listener.LocalEndpoint}";

    /// <summary>How many answers were cut.</summary>
    public int CutsMade => Volatile.Read(ref _cutsMade);

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        foreach (var socket in _sockets)
        {
            socket.Dispose();
        }

        await _accepting;
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                serving.Add(ServeAsync(await _listener.AcceptSocketAsync()));
            }
        }
        catch (Exception e) when (e is SocketException or InvalidOperationException)
        {
            // The test is over; which of the two depends on where the listener was at that moment.
        }

        await Task.WhenAll(serving);
    }

    private async Task ServeAsync(Socket client)
    {
        _sockets.Add(client);
        using (client)
        using (var server = new Socket(SocketType.Stream, ProtocolType.Tcp))
        {
            _sockets.Add(server);
            try
            {
                await server.ConnectAsync(_origin.Host, _origin.Port);
                var first = new byte[16 * 1024];
                var asked = await client.ReceiveAsync(first);
                if (asked == 0)
                {
                    return;
                }

                AnswerCut? cut = _cuts.TryDequeue(out var next) ? next : null;
                await SendAsync(server, first.AsMemory(0, asked));
                var questions = PassOnAsync(client, server);
                await AnswerAsync(server, client, cut);
                await questions;
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // One of the two has gone, or has been cut off.
            }
        }
    }

    private async Task AnswerAsync(Socket server, Socket client, AnswerCut? cut)
    {
        if (cut is not { } end)
        {
            await PassOnAsync(server, client);
            return;
        }

        var head = new List<byte>();
        var budget = end.InBody ? int.MaxValue : end.Bytes;
        var buffer = new byte[64 * 1024];
        for (int read, passed = 0; passed < budget && (read = await server.ReceiveAsync(buffer)) > 0; passed += read)
        {
            if (end.InBody && budget == int.MaxValue)
            {
                head.AddRange(buffer[..read]);
                var at = head.ToArray().AsSpan().IndexOf(HeadEnd);
                budget = at < 0 ? budget : at + HeadEnd.Length + end.Bytes;
            }

            await SendAsync(client, buffer.AsMemory(0, Math.Min(read, budget - passed)));
        }

        Interlocked.Increment(ref _cutsMade);
        if (end.Reset)
        {
            client.Close(timeout: 0);
        }
        else
        {
            // The client closes when it has seen the end; to close first could reset what is still on its way.
            client.Shutdown(SocketShutdown.Send);
        }
    }

    private static async Task PassOnAsync(Socket from, Socket to)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReceiveAsync(buffer) is var read and > 0)
        {
            await SendAsync(to, buffer.AsMemory(0, read));
        }

        to.Shutdown(SocketShutdown.Send);
    }

    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes)..];
        }
    }
}

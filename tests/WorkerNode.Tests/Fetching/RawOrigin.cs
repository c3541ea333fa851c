using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ActorDownloader.WorkerNode.Fetching;

/// <summary>A server that answers byte for byte what a spec wrote down, right or wrong.</summary>
internal sealed class RawOrigin : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<Socket> _connections = [];
    private readonly Func<Exchange, Task> _answer;
    private readonly Task _accepting;

    /// <summary>
    /// Each request, on whatever connection, is given to <paramref name="answer"/>; a connection ends where the answer throws.
    /// </summary>
    public RawOrigin(Func<Exchange, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Url => $"http://{_listener.LocalEndpoint}/bucket/key";

    public int Connections => _connections.Count;

    /// <summary>The heads of the requests so far.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>A server that answers every request with this text.</summary>
    public static RawOrigin Saying(string answer) => new(exchange => exchange.SendAsync(answer));

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        foreach (var connection in _connections)
            connection.Dispose();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                var connection = await _listener.AcceptSocketAsync();
                _connections.Add(connection);
                serving.Add(ServeAsync(connection));
            }
        }
        catch (Exception error) when (error is SocketException or InvalidOperationException)
        {
            // The spec is over; which of the two depends on where the listener was at that moment.
        }

        await Task.WhenAll(serving);
    }

    private async Task ServeAsync(Socket connection)
    {
        try
        {
            while (await ReadHeadAsync(connection) is { } head)
            {
                Requests.Enqueue(head);
                await _answer(new Exchange(connection, head));
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or EndOfStreamException)
        {
        }
        finally
        {
            connection.Dispose();
        }
    }

    private static async Task<string?> ReadHeadAsync(Socket connection)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await connection.ReceiveAsync(one) == 0)
                return null;
            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    /// <summary>One request and the connection to answer it on.</summary>
    internal sealed class Exchange(Socket connection, string head)
    {
        public string Head => head;

        /// <summary>Sends text, with <c>\n</c> as the line ends of a head.</summary>
        public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text.ReplaceLineEndings("\r\n")));

        public async Task SendAsync(byte[] bytes)
        {
            for (var sent = 0; sent < bytes.Length;)
                sent += await connection.SendAsync(bytes.AsMemory(sent));
        }

        /// <summary>Ends the connection in order.</summary>
        public void Close() => throw new EndOfStreamException();

        /// <summary>Ends the connection with a reset.</summary>
        public void Reset()
        {
            connection.LingerState = new LingerOption(true, 0);
            throw new EndOfStreamException();
        }

        /// <summary>Says nothing until the other side closes.</summary>
        public async Task WaitForCloseAsync()
        {
            try
            {
                while (await connection.ReceiveAsync(new byte[1]) > 0)
                {
                }
            }
            catch (SocketException)
            {
            }
        }
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ActorDownloader.Coordinator.Tests.ObjectStore;

/// <summary>
/// A server on loopback that answers each request line as the test says, 404 for those it does not name. Stands in for AWS's services that
/// hand out credentials.
/// </summary>
internal sealed class LoopbackHttp : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<string, string?> _answer;

    /// <param name="answer">The body for a request line, such as <c>GET /path</c>; null for 404.</param>
    public LoopbackHttp(Func<string, string?> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = ServeAsync();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public ConcurrentQueue<string> Requests { get; } = new();

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                _ = AnswerAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
                var line = string.Join(' ', (await reader.ReadLineAsync() ?? "").Split(' ').Take(2));
                var length = 0;
                while (await reader.ReadLineAsync() is { Length: > 0 } header)
                {
                    length = header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)
                        ? int.Parse(header[15..], null)
                        : length;
                }

                if (length > 0)
                {
                    await reader.ReadBlockAsync(new char[length]);
                }

                Requests.Enqueue(line);
                var body = _answer(line);
                await stream.WriteAsync(Encoding.UTF8.GetBytes(
                    $"HTTP/1.1 {(body is null ? "404 Not Found" : "200 OK")}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body ?? "")}\r\nX-Aws-Ec2-Metadata-Token-Ttl-Seconds: 21600\r\nConnection: close\r\n\r\n{body}"));
            }
            catch (IOException)
            {
                // The client has gone.
            }
        }
    }
}

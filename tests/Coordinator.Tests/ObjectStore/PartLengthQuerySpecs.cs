using System.Net;
using System.Net.Sockets;
using System.Text;
using ActorDownloader.Messages;
using ActorDownloader.ObjectStore;

namespace ActorDownloader.Coordinator.Tests.ObjectStore;

public sealed class PartLengthQuerySpecs : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public void Dispose() => _listener.Dispose();

    [Theory]
    [InlineData(206)]
    [InlineData(200)]
    public async Task The_length_is_the_answers(int status)
    {
        var (answer, asked) = await Ask($"HTTP/1.1 {status} OK\r\nContent-Length: 5242880\r\n\r\n");

        Assert.Equal(5242880, answer.Length);
        Assert.StartsWith("HEAD /bucket/a%20key?partNumber=1 HTTP/1.1\r\n", asked, StringComparison.Ordinal);
        Assert.Contains("authorization: signed\r\n", asked, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("If-Match: \"a\"\r\n", asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_told_with_its_status_and_its_wish_for_a_pause()
    {
        var (answer, _) = await Ask("HTTP/1.1 503 Slow Down\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n");

        Assert.Equal(
            (FetchFailureKind.Refused, 503, TimeSpan.FromSeconds(7)),
            (answer.Failure!.Kind, answer.Failure.HttpStatus, answer.Failure.RetryAfter));
    }

    [Fact]
    public async Task An_answer_without_a_length_is_none()
    {
        var (answer, _) = await Ask("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");

        Assert.Equal(FetchFailureKind.InvalidAnswer, answer.Failure?.Kind);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_told()
    {
        // Without a byte of an answer it would be tried on a second connection.
        var (answer, _) = await Ask("HTTP/1.1 2");

        Assert.Equal(FetchFailureKind.Connection, answer.Failure?.Kind);
    }

    [Fact]
    public async Task An_origin_that_says_nothing_is_given_up()
    {
        _listener.Start();
        using var query = new PartLengthQuery(TimeSpan.FromMilliseconds(50), useProxy: false);

        Assert.Equal(FetchFailureKind.FirstByteTimeout, (await query.AskAsync(Source, CancellationToken.None)).Failure?.Kind);
    }

    private async Task<(PartLengthAnswer Answer, string Asked)> Ask(string answer)
    {
        _listener.Start();
        using var query = new PartLengthQuery(TimeSpan.FromSeconds(60), useProxy: false);
        var asking = query.AskAsync(Source, CancellationToken.None);
        using var client = await _listener.AcceptTcpClientAsync();
        var stream = client.GetStream();
        var asked = new StringBuilder();
        var buffer = new byte[1024];
        while (!asked.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            asked.Append(Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer)));
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
        client.Close();
        return (await asking, asked.ToString());
    }

    private ObjectSource Source => new(
        $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/bucket/a%20key?partNumber=1",
        [new RequestHeader("authorization", "signed")],
        "\"a\"");
}

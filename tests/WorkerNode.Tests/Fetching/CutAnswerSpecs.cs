using System.Text;
using ActorDownloader.Messages;

namespace ActorDownloader.WorkerNode.Fetching;

/// <summary>An answer may break off at any of its bytes.</summary>
public sealed class CutAnswerSpecs : IDisposable
{
    private const string Head =
        "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 100-199/1000\r\nContent-Length: 100\r\nETag: \"v1\"\r\n\r\n";

    private static readonly string Body = string.Concat(Enumerable.Range(0, 100).Select(i => (char)('a' + (i % 26))));
    private static readonly byte[] Answer = Encoding.ASCII.GetBytes(Head + Body);

    private readonly FetchBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("reset")]
    [InlineData("closed")]
    public async Task Wherever_it_breaks_it_is_a_broken_connection_and_nothing_wrong_is_in_the_file(string end)
    {
        var cut = 0;
        await using var origin = new RawOrigin(async exchange =>
        {
            await exchange.SendAsync(Answer[..cut]);
            if (end == "reset")
            {
                exchange.Reset();
            }

            exchange.Close();
        });

        for (cut = 0; cut < Answer.Length; cut++)
        {
            var failure = await _bench.FailAsync(Orders.Ranged(origin.Url, _bench.Path));

            // A reset may overtake what was sent before it; a connection that is closed in order may not.
            var isInBody = cut >= Head.Length;
            var mayBeLost = !isInBody || end == "reset";
            Assert.True(
                failure.Kind == FetchFailureKind.Connection ? mayBeLost : failure.Kind == FetchFailureKind.Truncated && isInBody,
                $"{end} after {cut} bytes of {Answer.Length}, {Head.Length} of them before the body: {failure}");
            AssertNothingWrong();
        }

        // A connection that is closed without a byte may have been closed before the request came, so .NET asks three more times by itself.
        Assert.Equal(Answer.Length + (end == "closed" ? 3 : 0), origin.Requests.Count);
    }

    [Fact]
    public async Task Closed_after_its_last_byte_it_is_whole()
    {
        await using var origin = new RawOrigin(async exchange =>
        {
            await exchange.SendAsync(Answer);
            exchange.Close();
        });

        Assert.NotNull((await _bench.RunAsync(Orders.Ranged(origin.Url, _bench.Path))).Fetched);

        Assert.Equal(Body, _bench.Content[100..200]);
        AssertNothingWrong();
    }

    /// <summary>Every byte of the file is as it was, or the object's.</summary>
    private void AssertNothingWrong()
    {
        var content = _bench.Content;
        Assert.Equal(FetchBench.FileLength, content.Length);
        Assert.All(content.Index(), at => Assert.True(
            at.Item == '.' || (at.Index is >= 100 and < 200 && at.Item == Body[at.Index - 100]), $"{at.Item} at {at.Index}"));
    }
}

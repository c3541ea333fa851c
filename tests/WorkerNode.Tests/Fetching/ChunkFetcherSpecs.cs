using System.Globalization;
using System.Text;
using ActorDownloader.Checksums;
using ActorDownloader.Messages;

namespace ActorDownloader.WorkerNode.Fetching;

public sealed class ChunkFetcherSpecs : IDisposable
{
    private readonly FetchBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_ranged_lease_writes_its_bytes_to_their_place_and_nowhere_else()
    {
        await using var origin = RawOrigin.Saying(
            "HTTP/1.1 206 Partial Content\nContent-Range: bytes 100-104/1000\nContent-Length: 5\nETag: \"v1\"\n\nhello");

        var outcome = await _bench.RunAsync(Orders.Ranged(origin.Url, _bench.Path, start: 100, end: 105));

        Assert.Equal(
            new ChunkProtocol.ChunkFetched(
                new LeaseNumber(1), 5, new ChunkChecksum(ChunkChecksumAlgorithm.Crc32C, ChecksumAlgorithm.Crc32C.Append(0, "hello"u8))),
            outcome.Fetched);
        Assert.Equal(new string('.', 100) + "hello" + new string('.', 895), _bench.Content);
        Assert.Empty(_bench.Discovered);
    }

    [Fact]
    public async Task A_lease_may_have_a_connection_of_its_own()
    {
        await using var origin = RawOrigin.Saying(
            "HTTP/1.1 206 Partial Content\nContent-Range: bytes 100-104/1000\nContent-Length: 5\nETag: \"v1\"\n\nhello");
        var shared = Orders.Ranged(origin.Url, _bench.Path, start: 100, end: 105);
        var alone = shared with { Lease = shared.Lease with { OwnConnection = true } };

        await _bench.RunAsync(shared);
        await _bench.RunAsync(shared);
        Assert.Equal(1, origin.Connections);

        Assert.NotNull((await _bench.RunAsync(alone)).Fetched);
        Assert.NotNull((await _bench.RunAsync(alone)).Fetched);
        Assert.Equal(3, origin.Connections);
    }

    [Fact]
    public async Task A_short_object_is_discovered_and_read_whole()
    {
        await using var origin = RawOrigin.Saying(
            """
            HTTP/1.1 200 OK
            Content-Length: 9
            ETag: "v1"
            x-amz-version-id: 3
            x-amz-checksum-crc64nvme: rosUhgp5mYg=
            x-amz-checksum-type: FULL_OBJECT

            123456789
            """);

        var outcome = await _bench.RunAsync(Orders.Discovering(origin.Url, _bench.Path));

        var discovered = Assert.Single(_bench.Discovered);
        Assert.Equal(9, discovered.ObjectLength);
        Assert.Equal("\"v1\"", discovered.ETag);
        Assert.Equal("3", discovered.VersionId);
        Assert.Equal(new ReportedChecksum("crc64nvme", "rosUhgp5mYg=", "FULL_OBJECT"), Assert.Single(discovered.Checksums));
        Assert.Equal(new ChunkChecksum(ChunkChecksumAlgorithm.Crc64Nvme, 0xAE8B14860A799888), outcome.Fetched!.Checksum);
        Assert.StartsWith("123456789.", _bench.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_object_is_a_chunk_without_bytes()
    {
        await using var origin = RawOrigin.Saying("HTTP/1.1 200 OK\nContent-Length: 0\nETag: \"v1\"\n\n");

        var outcome = await _bench.RunAsync(Orders.Discovering(origin.Url, _bench.Path));

        Assert.Equal(0, outcome.Fetched!.Length);
        Assert.Equal(0, Assert.Single(_bench.Discovered).ObjectLength);
    }

    [Fact]
    public async Task The_rest_of_a_long_object_is_declined_by_closing_the_connection()
    {
        var declined = new TaskCompletionSource();
        await using var origin = new RawOrigin(async exchange =>
        {
            await exchange.SendAsync("HTTP/1.1 200 OK\nContent-Length: 1000000\nETag: \"v1\"\n\n" + new string('x', 150));
            await exchange.WaitForCloseAsync();
            declined.SetResult();
        });

        var outcome = await _bench.RunAsync(Orders.Discovering(origin.Url, _bench.Path, chunk: 100, threshold: 200));

        Assert.Equal(100, outcome.Fetched!.Length);
        Assert.Equal(1_000_000, Assert.Single(_bench.Discovered).ObjectLength);
        Assert.Equal(new string('x', 100) + new string('.', 900), _bench.Content);
        await declined.Task.WaitAsync(FetchBench.Patience);
    }

    [Fact]
    public async Task The_discovery_is_told_before_the_chunk_is_read()
    {
        await using var origin = new RawOrigin(async exchange =>
        {
            await exchange.SendAsync("HTTP/1.1 200 OK\nContent-Length: 5\n\n");
            while (_bench.Discovered.Count == 0)
                await Task.Yield();
            await exchange.SendAsync("hello");
        });

        Assert.NotNull((await _bench.RunAsync(Orders.Discovering(origin.Url, _bench.Path))).Fetched);
    }

    [Fact]
    public async Task A_connection_is_used_for_many_leases()
    {
        await using var origin = new RawOrigin(exchange =>
        {
            var range = exchange.Head.Split("Range: bytes=")[1].Split("\r\n")[0];
            return exchange.SendAsync($"HTTP/1.1 206 Partial Content\nContent-Range: bytes {range}/1000\nContent-Length: 10\n\n0123456789");
        });

        for (var start = 0; start < 100; start += 10)
            Assert.NotNull((await _bench.RunAsync(Orders.Ranged(origin.Url, _bench.Path, start, start + 10))).Fetched);

        Assert.Equal(1, origin.Connections);
        Assert.Equal(10, origin.Requests.Count);
    }

    [Fact]
    public async Task A_body_longer_than_the_buffer_arrives_whole()
    {
        var content = new StringBuilder();
        for (var line = 0; content.Length < 300_000; line++)
            content.Append(CultureInfo.InvariantCulture, $"{line} ");
        var body = content.ToString();
        await using var origin = RawOrigin.Saying($"HTTP/1.1 200 OK\nContent-Length: {body.Length}\n\n{body}");
        var fetch = _bench.Begin(Orders.Discovering(origin.Url, _bench.Path, chunk: 1 << 20, threshold: 1 << 20));

        var outcome = await _bench.RunAsync(fetch);

        Assert.Equal(ChecksumAlgorithm.Crc32C.Append(0, Encoding.Latin1.GetBytes(body)), outcome.Fetched!.Checksum.Value);
        Assert.Equal(body.Length, fetch.BytesWritten);
        Assert.Equal(body, _bench.Content);
    }

    [Fact]
    public async Task A_part_in_chunked_framing_is_counted_to_the_byte()
    {
        const string head = "HTTP/1.1 206 Partial Content\nContent-Range: bytes 100-104/1000\nTransfer-Encoding: chunked\n\n";
        await using var exact = RawOrigin.Saying(head + "2\nhe\n3\nllo\n0\n\n");
        await using var longer = RawOrigin.Saying(head + "6\nhello!\n0\n\n");
        await using var shorter = RawOrigin.Saying(head + "4\nhell\n0\n\n");

        Assert.NotNull((await _bench.RunAsync(Orders.Ranged(exact.Url, _bench.Path, 100, 105))).Fetched);
        Assert.Equal(FetchFailureKind.InvalidAnswer, (await _bench.FailAsync(Orders.Ranged(longer.Url, _bench.Path, 100, 105))).Kind);
        Assert.Equal(FetchFailureKind.Truncated, (await _bench.FailAsync(Orders.Ranged(shorter.Url, _bench.Path, 100, 105))).Kind);
        Assert.Equal(new string('.', 100) + "hello" + new string('.', 895), _bench.Content);
    }
}

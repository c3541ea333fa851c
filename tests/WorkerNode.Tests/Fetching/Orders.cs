using System.Collections.Immutable;
using ActorDownloader.Messages;

namespace ActorDownloader.WorkerNode.Fetching;

/// <summary>Leases for specs: one chunk of an object of 1000 bytes.</summary>
internal static class Orders
{
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    public static FetchOrder Ranged(
        string url = "http://origin.test/bucket/key", string path = "/data/file", long start = 100, long end = 200, long? objectLength = 1000, string? etag = "\"v1\"",
        long number = 1, params RequestHeader[] headers) =>
        Of(url, path, objectLength, etag, new ChunkProtocol.Lease(new LeaseNumber(number), 1, new ByteRange(start, end), Silence), headers);

    public static FetchOrder Discovering(
        string url = "http://origin.test/bucket/key", string path = "/data/file", long chunk = 100, long threshold = 200, string? etag = null, long? objectLength = null,
        long number = 1) =>
        Of(
            url,
            path,
            objectLength,
            etag,
            new ChunkProtocol.Lease(new LeaseNumber(number), 0, new ByteRange(0, chunk), Silence, threshold),
            []);

    private static FetchOrder Of(
        string url, string path, long? objectLength, string? etag, ChunkProtocol.Lease lease, RequestHeader[] headers)
    {
        var source = new ObjectSource(url, [.. headers], etag);
        return new FetchOrder(
            new ChunkProtocol.TransferLeases(
                new TransferId(Guid.Empty), source, path, objectLength, ChunkChecksumAlgorithm.Crc32C, ImmutableArray.Create(lease)),
            lease);
    }
}

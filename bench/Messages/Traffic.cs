using System.Collections.Immutable;
using static ActorDownloader.Messages.ChunkProtocol;
using static ActorDownloader.Messages.WorkerProtocol;

namespace ActorDownloader.Messages.Bench;

/// <summary>Messages as they go in practice: object addresses and headers of the length that AWS gives them.</summary>
internal static class Traffic
{
    private const long Mebibyte = 1 << 20;

    private static readonly WorkerId Worker = new(Guid.Parse("0198a1b2c3d47e5f807192a3b4c5d6e7"));

    public static ImmutableArray<(string Name, IWireMessage Message)> Messages { get; } =
    [
        ("register", new Register(Worker, WorkerProtocol.Version, 4711, "worker-host", 16, new string('t', 43))),
        ("grant, 8 leases of one transfer", new Grant([Leases([.. Enumerable.Range(0, 8).Select(Lease)])])),
        ("report, 8 chunks fetched", new Report(Worker, [], [.. Enumerable.Range(0, 8).Select(Fetched)], [], [])),
        ("report, progress of 8 leases", new Report(Worker, [], [], [], [.. Enumerable.Range(0, 8).Select(Progress)])),
    ];

    private static ObjectSource Source => new(
        "https://bucket-name.s3.eu-west-1.amazonaws.com/path/to/the/archive.tar?versionId=3HL4kqtJlcpXroDTDmJ",
        [
            new RequestHeader("authorization", "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260304/eu-west-1/s3/aws4_request, "
                + $"SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token, Signature={new string('f', 64)}"),
            new RequestHeader("x-amz-content-sha256", "UNSIGNED-PAYLOAD"),
            new RequestHeader("x-amz-date", "20260304T050607Z"),
            new RequestHeader("x-amz-security-token", new string('T', 300)),
        ],
        "\"9b2cf535f27731c974343645a3985328-8\"");

    private static TransferLeases Leases(ImmutableArray<Lease> leases) => new(
        new TransferId(Guid.Parse("0198ffff00007abc9def0123456789ab")),
        Source,
        "/data/downloads/.archive.tar.0f3a9c.part",
        64 * Mebibyte,
        ChunkChecksumAlgorithm.Crc64Nvme,
        leases);

    private static Lease Lease(int index) =>
        new(Number(index), index, new ByteRange(index * 8 * Mebibyte, (index + 1) * 8 * Mebibyte), TimeSpan.FromSeconds(10));

    private static ChunkFetched Fetched(int index) =>
        new(Number(index), 8 * Mebibyte, new ChunkChecksum(ChunkChecksumAlgorithm.Crc64Nvme, 0xAE8B14860A799888));

    private static ChunkProgress Progress(int index) => new(Number(index), 3 * Mebibyte);

    private static LeaseNumber Number(int index) => new(100_000 + index);
}

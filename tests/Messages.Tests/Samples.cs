using System.Collections.Immutable;
using static ActorDownloader.Messages.ChunkProtocol;
using static ActorDownloader.Messages.WorkerProtocol;

namespace ActorDownloader.Messages;

/// <summary>Messages with every field set, and with as few as there may be.</summary>
internal static class Samples
{
    public const string Secret = "s3cr3t";

    public static readonly WorkerId Worker = new(Guid.Parse("0198a1b2-c3d4-7e5f-8071-92a3b4c5d6e7"));

    public static readonly TransferId Transfer = new(Guid.Parse("0198ffff-0000-7abc-9def-0123456789ab"));

    public static readonly DateTimeOffset Instant = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    public static readonly FetchFailure FullFailure = new(
        FetchFailureKind.Refused,
        "503 Slow Down",
        503,
        "SlowDown",
        "4442587FB7D0A2F9",
        TimeSpan.FromMilliseconds(1500),
        Instant,
        "eu-west-1");

    public static readonly WorkerBootstrap Bootstrap = new("akka.tcp://actor-downloader@127.0.0.1:4053", Secret, "a = 1\nb = \"zwei\"\r\n");

    /// <summary>By file name in GoldenBytes/.</summary>
    public static ImmutableSortedDictionary<string, IWireMessage> All { get; } = new Dictionary<string, IWireMessage>
    {
        ["reg"] = new Register(Worker, 1, 4711, "höst", 8, Secret),
        ["reg-sparse"] = new Register(Worker, 1, 4711, "host", 8, null),
        ["rgd"] = new Registered(Worker),
        ["ref"] = new RegistrationRefused(Worker, "This coordinator speaks version 1, the worker version 2."),
        ["drn"] = new Drain(Worker),
        ["lve"] = new Leave(Worker),
        ["dem"] = new Demand(Worker, 16),
        ["grt"] = new Grant([new TransferLeases(Transfer, Source, "/data/.größe \"1\"\t.part", 16_777_217, ChunkChecksumAlgorithm.Crc64Nvme, [
            new Lease(new LeaseNumber(41), 0, new ByteRange(0, 8_388_608), TimeSpan.FromSeconds(30), 16_777_216),
            new Lease(new LeaseNumber(long.MaxValue), int.MaxValue, new ByteRange(8_388_608, 16_777_217), TimeSpan.FromMilliseconds(1)),
        ])]),
        ["grt-sparse"] = new Grant([new TransferLeases(
            Transfer, new ObjectSource("http://127.0.0.1:9000/b/k", default, null), "/f", null, ChunkChecksumAlgorithm.Crc32C, default)]),
        ["grt-again"] = new Grant([new TransferLeases(Transfer, new ObjectSource(
            "http://127.0.0.1:9000/b/k", default, null), "/f", 2, ChunkChecksumAlgorithm.Crc32C, [
            new Lease(new LeaseNumber(43), 1, new ByteRange(1, 2), TimeSpan.FromSeconds(1), OwnConnection: true),
        ])]),
        ["wdr"] = new Withdraw([new LeaseNumber(41), new LeaseNumber(42)]),
        ["wdr-sparse"] = new Withdraw(default),
        ["rep"] = new Report(
            Worker,
            [new ObjectDiscovered(new LeaseNumber(41), 16_777_217, "\"9b2c\"", "3HL4kqtJlcpXroDTDmJ", Instant, [
                new ReportedChecksum("crc64nvme", "rosUhgp5mIg=", "FULL_OBJECT"), new ReportedChecksum("sha256", "q1w2", null)],
                ChunkChecksumAlgorithm.Crc64Nvme)],
            [new ChunkFetched(new LeaseNumber(42), 8_388_608, new ChunkChecksum(ChunkChecksumAlgorithm.Crc64Nvme, ulong.MaxValue))],
            [
                new ChunkFailed(new LeaseNumber(43), FullFailure),
                new ChunkFailed(new LeaseNumber(44), new FetchFailure(FetchFailureKind.Unknown, "")),
            ],
            [new ChunkProgress(new LeaseNumber(45), 0), new ChunkProgress(new LeaseNumber(46), long.MaxValue)]),
        ["rep-sparse"] = new Report(
            Worker,
            [new ObjectDiscovered(new LeaseNumber(41), 0, null, null, null, default, ChunkChecksumAlgorithm.Crc32C)],
            default,
            default,
            default),
    }.ToImmutableSortedDictionary();

    private static ObjectSource Source => new(
        $"https://bucket.s3.eu-west-1.amazonaws.com/key%20%2B?versionId=a&token={Secret}",
        [
            new RequestHeader("authorization", $"AWS4-HMAC-SHA256 Credential=AKIA/x, Signature={Secret}"),
            new RequestHeader("x-amz-date", "20260304T050607Z"),
        ],
        "\"9b2c\"");
}

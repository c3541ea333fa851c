using ActorDownloader.LoopbackOrigin.Checksums;
using ActorDownloader.LoopbackOrigin.Content;
using ActorDownloader.LoopbackOrigin.Faults;
using ActorDownloader.LoopbackOrigin.Objects;

namespace ActorDownloader.EndToEnd;

/// <summary>An origin in its bad hours: what passes is survived, what does not is told, and nothing wrong is ever kept.</summary>
public class OriginFaultSpecs
{
    private const int MiB = 1 << 20;

    public static TheoryData<string, FaultAction> Passing => new()
    {
        { "500", new FaultAction.Respond(500, "InternalError") },
        { "502", new FaultAction.Respond(502, "BadGateway") },
        { "503 SlowDown", new FaultAction.Respond(503, "SlowDown") },
        { "400 RequestTimeout", new FaultAction.Respond(400, "RequestTimeout") },
        { "reset before headers", new FaultAction.Reset() },
        { "reset mid-body", new FaultAction.Reset(MiB / 2) },
        { "hang-up mid-body", new FaultAction.HangUp(MiB / 2) },
        { "stall before headers", new FaultAction.Stall() },
        { "stall mid-body", new FaultAction.Stall(MiB / 2) },
        { "short content-length", new FaultAction.ShortLength(MiB / 2) },
        { "range ignored", new FaultAction.IgnoreRange() },
        { "wrong content-range", new FaultAction.ShiftContentRange(1) },
        { "gzip", new FaultAction.Compress() },
        { "error document with status 200", new FaultAction.Respond(200, "InternalError") },
        { "connection closed after each answer", new FaultAction.CloseConnection() },
    };

    public static TheoryData<int, string, DownloadErrorKind> Final => new()
    {
        { 404, "NoSuchKey", DownloadErrorKind.NotFound },
        { 403, "AccessDenied", DownloadErrorKind.AccessDenied },
        { 400, "InvalidRequest", DownloadErrorKind.InvalidRequest },
    };

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task A_fault_that_passes_costs_a_retry_and_nothing_else(string name, FaultAction fault)
    {
        var stalls = fault is FaultAction.Stall;
        await using var engine = await Start(
            stalls
                ? "actor-downloader.worker.http { first-byte-timeout = 3s, stall-timeout = 3s }\nactor-downloader.scheduler.hedging.enabled = off"
                : "");
        var content = engine.Put("object", 6 * MiB);
        var second = engine.Origin.Faults.Add(new FaultRule(fault) { CoversOffset = 2 * MiB, Ranged = true, Times = 1 });

        var result = await engine.Download("object", "file").Completion.InTimeAsync();

        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), content));
        Assert.Equal(["file"], engine.Files);
        Assert.True(second.Hits == 1, $"'{name}' hit {second.Hits} requests");
        if (stalls)
        {
            // On a busy machine an answer that is only late may count as one more.
            Assert.True(result.Retries >= 1);
        }
        else
        {
            Assert.Equal(fault is FaultAction.CloseConnection ? 0 : 1, result.Retries);
        }
    }

    [Theory]
    [MemberData(nameof(Final))]
    public async Task A_refusal_is_not_tried_again_and_named(int status, string code, DownloadErrorKind kind)
    {
        await using var engine = await Start();
        engine.Put("object", 6 * MiB);
        var fault = engine.Origin.Faults.Add(new FaultRule(new FaultAction.Respond(status, code)));

        var failure = await Assert.ThrowsAsync<DownloadException>(() => engine.Download("object", "file").Completion.InTimeAsync());

        Assert.Equal((kind, status, code), (failure.Kind, failure.HttpStatus, failure.ErrorCode));
        Assert.Equal(1, fault.Hits);
        Assert.Contains("s3://bucket/object", failure.Message, StringComparison.Ordinal);
        Assert.Empty(engine.Files);
    }

    [Fact]
    public async Task Attempts_that_are_used_up_fail_with_the_last_cause()
    {
        await using var engine = await Start("actor-downloader.transfer.retry { max-attempts = 3, min-backoff = 1ms, max-backoff = 2ms }");
        engine.Put("object", 6 * MiB);
        var fault = engine.Origin.Faults.Add(
            new FaultRule(
                new FaultAction.Respond(503, "SlowDown", "Please reduce your request rate.")) { CoversOffset = 2 * MiB, Ranged = true });

        var failure = await Assert.ThrowsAsync<DownloadException>(() => engine.Download("object", "file").Completion.InTimeAsync());

        Assert.Equal((DownloadErrorKind.OriginUnavailable, 503, "SlowDown"), (failure.Kind, failure.HttpStatus, failure.ErrorCode));
        Assert.Equal(3, fault.Hits);
        Assert.Empty(engine.Files);
    }

    [Fact]
    public async Task An_object_overwritten_on_the_way_is_never_mixed()
    {
        await using var engine = await Start();
        engine.Put("object", 6 * MiB, seed: 1);
        engine.Origin.Faults.Add(
            new FaultRule(
                new FaultAction.PutObject(new ObjectDefinition(ObjectContent.Generated(2, 6 * MiB)) { ETag = "\"new\"" }))
                {
                    CoversOffset = 3 * MiB,
                    Ranged = true,
                    Times = 1
                });

        var failure = await Assert.ThrowsAsync<DownloadException>(() => engine.Download("object", "file").Completion.InTimeAsync());

        Assert.Equal((DownloadErrorKind.ObjectChanged, 412), (failure.Kind, failure.HttpStatus));
        Assert.Empty(engine.Files);
    }

    [Fact]
    public async Task An_object_overwritten_on_the_way_in_a_bucket_with_versions_is_fetched_as_it_was()
    {
        await using var engine = await Start();
        engine.Origin.Objects.PutBucket(Engine.Bucket, new BucketDefinition { Versioned = true });
        var content = engine.Put("object", 6 * MiB, seed: 1);
        engine.Origin.Faults.Add(
            new FaultRule(
                new FaultAction.PutObject(new ObjectDefinition(ObjectContent.Generated(2, 6 * MiB)) { ETag = "\"new\"" }))
                {
                    CoversOffset = 3 * MiB,
                    Ranged = true,
                    Times = 1
                });

        var result = await engine.Download("object", "file").Completion.InTimeAsync();

        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), content));
        Assert.NotNull(result.VersionId);
        Assert.All(
            engine.Origin.Requests.Snapshot().Where(request => request.Range is not null),
            request => Assert.Equal(result.VersionId, request.VersionId));
    }

    [Fact]
    public async Task An_object_deleted_on_the_way_fails()
    {
        await using var engine = await Start();
        engine.Put("object", 6 * MiB);
        engine.Origin.Faults.Add(new FaultRule(new FaultAction.DeleteObject()) { CoversOffset = 3 * MiB, Ranged = true, Times = 1 });

        var failure = await Assert.ThrowsAsync<DownloadException>(() => engine.Download("object", "file").Completion.InTimeAsync());

        Assert.Equal(404, failure.HttpStatus);
        Assert.Empty(engine.Files);
    }

    [Fact]
    public async Task An_object_without_an_ETag_arrives_all_the_same()
    {
        await using var engine = await Start();
        var content = engine.Put("object", 6 * MiB);
        engine.Origin.Faults.Add(new FaultRule(new FaultAction.ReplaceETag()));

        var result = await engine.Download("object", "file").Completion.InTimeAsync();

        Assert.Null(result.ETag);
        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), content));
        Assert.All(engine.Origin.Requests.Snapshot(), request => Assert.Null(request.Header("If-Match")));
    }

    [Fact]
    public async Task An_origin_that_cannot_be_reached_is_named()
    {
        await using var engine = await Engine.StartAsync(options => options with
        {
            S3 = new S3Options { EndpointUrl = "http://127.0.0.1:1", Anonymous = true },
            Config = "actor-downloader.transfer.retry { max-attempts = 2, min-backoff = 1ms, max-backoff = 2ms }",
        });

        var failure = await Assert.ThrowsAsync<DownloadException>(() => engine.Download("object", "file").Completion.InTimeAsync());

        Assert.Equal(DownloadErrorKind.ConnectionFailed, failure.Kind);
        Assert.Empty(engine.Files);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(6 * MiB)]
    public async Task Bytes_that_are_not_those_of_the_checksum_never_appear(int length)
    {
        await using var engine = await Start();
        engine.Put("object", length, change: WithChecksum);
        engine.Origin.Faults.Add(new FaultRule(new FaultAction.CorruptByte(length - 1)));

        var failure = await Assert.ThrowsAsync<DownloadException>(() => engine.Download("object", "file").Completion.InTimeAsync());

        Assert.Equal(DownloadErrorKind.ChecksumMismatch, failure.Kind);
        Assert.Empty(engine.Files);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(6 * MiB)]
    public async Task The_bytes_are_proven_by_the_origins_checksum(int length)
    {
        await using var engine = await Start();
        engine.Put("object", length, change: WithChecksum);

        var result = await engine.Download(
            "object", "file", request => request with { ChecksumMode = ChecksumMode.Required }).Completion.InTimeAsync();

        Assert.Equal("CRC64NVME", result.Validation.Algorithm);
        Assert.All(engine.Origin.Requests.Snapshot(), request => Assert.Equal("GET", request.Method));
    }

    [Fact]
    public async Task Where_nothing_can_be_proven_required_fails_and_auto_says_why()
    {
        await using var engine = await Start();
        engine.Put("object", 3);

        var failure = await Assert.ThrowsAsync<DownloadException>(
            () => engine.Download(
                "object", "file", request => request with { ChecksumMode = ChecksumMode.Required }).Completion.InTimeAsync());
        Assert.Equal(DownloadErrorKind.NotVerifiable, failure.Kind);
        Assert.Empty(engine.Files);

        var result = await engine.Download("object", "file").Completion.InTimeAsync();
        Assert.False(result.Validation.IsValidated);
        Assert.NotNull(result.Validation.Reason);
    }

    private static ObjectDefinition WithChecksum(ObjectDefinition definition) =>
        definition with { Checksums = [ObjectChecksum.OfObject(ChecksumAlgorithm.Crc64Nvme, definition.Content)] };

    /// <summary>Chunks of 1 MiB, so that each fault is met early.</summary>
    private static Task<Engine> Start(string config = "") => Engine.StartAsync(options => options with
    {
        MultipartThreshold = MiB,
        MultipartChunkSize = MiB,
        Config = config,
    });
}

using ActorDownloader.LoopbackOrigin.Checksums;
using ActorDownloader.LoopbackOrigin.Content;
using ActorDownloader.LoopbackOrigin.Faults;
using ActorDownloader.LoopbackOrigin.Objects;

namespace ActorDownloader.EndToEnd;

/// <summary>Checksums that chunks do not combine to: the file is read for them before it appears.</summary>
public class ProofSpecs
{
    private const int MiB = 1 << 20;

    [Theory]
    [InlineData(ChecksumAlgorithm.Crc32, 3 * MiB)]
    [InlineData(ChecksumAlgorithm.Crc32C, 700_001)]
    [InlineData(ChecksumAlgorithm.Crc64Nvme, 2 * MiB)]
    [InlineData(ChecksumAlgorithm.Sha1, MiB)]
    [InlineData(ChecksumAlgorithm.Sha256, 20 * MiB)]
    public async Task A_checksum_of_parts_proves_the_bytes_wherever_chunks_begin(ChecksumAlgorithm algorithm, long partLength)
    {
        await using var engine = await Start();
        engine.Put("object", (6 * MiB) + 5, change: definition => OfParts(definition, algorithm, partLength));

        var result = await engine.Download("object", "file", Required).Completion.InTimeAsync();

        Assert.Equal(algorithm.ToString().ToUpperInvariant(), result.Validation.Algorithm);
        Assert.Equal(partLength > 7 * MiB ? 0 : 1, engine.Origin.Requests.Snapshot().Count(request => request.Method == "HEAD"));
    }

    [Fact]
    public async Task A_SHA256_over_the_bytes_proves_them()
    {
        await using var engine = await Start();
        engine.Put(
            "object",
            2 * MiB,
            change: definition => definition with { Checksums = [ObjectChecksum.OfObject(ChecksumAlgorithm.Sha256, definition.Content)] });

        Assert.Equal("SHA256", (await engine.Download("object", "file", Required).Completion.InTimeAsync()).Validation.Algorithm);
    }

    [Fact]
    public async Task Bytes_that_are_not_those_of_the_parts_never_appear()
    {
        await using var engine = await Start();
        engine.Put("object", 3 * MiB, change: definition => OfParts(definition, ChecksumAlgorithm.Crc32, MiB));
        engine.Origin.Faults.Add(new FaultRule(new FaultAction.CorruptByte(MiB - 1)));

        var failure = await Assert.ThrowsAsync<DownloadException>(() => engine.Download("object", "file").Completion.InTimeAsync());

        Assert.Equal(DownloadErrorKind.ChecksumMismatch, failure.Kind);
        Assert.Empty(engine.Files);
    }

    [Fact]
    public async Task Bytes_that_came_wrong_once_are_fetched_again()
    {
        await using var engine = await Start();
        engine.Put(
            "object",
            3 * MiB,
            change: definition => definition with
            {
                Checksums = [ObjectChecksum.OfObject(ChecksumAlgorithm.Crc64Nvme, definition.Content)]
            });
        engine.Origin.Faults.Add(new FaultRule(new FaultAction.CorruptByte(MiB - 1)) { CoversOffset = MiB - 1, Times = 1 });

        var result = await engine.Download("object", "file", Required).Completion.InTimeAsync();

        Assert.Equal(1, result.Restarts);
        Assert.Equal<int>([0], result.DamagedChunks);
        Assert.Equal(["file"], engine.Files);
    }

    [Fact]
    public async Task A_chunk_that_changed_in_the_file_is_fetched_again_alone()
    {
        await using var engine = await Start();
        var content = engine.Put("object", 3 * MiB, change: definition => OfParts(definition, ChecksumAlgorithm.Sha256, MiB));
        var last = new Gate();
        engine.Origin.Faults.Add(new FaultRule(new FaultAction.WaitAt(last)) { CoversOffset = 2 * MiB, Ranged = true });
        var progress = new ProgressRecorder();
        var othersAreThere = progress.WhenAsync(report => report.BytesDone == 2 * MiB);

        var transfer = engine.Download("object", "file", request => request with { Progress = progress });
        await othersAreThere;
        var temporary = engine.At(engine.Files.Single(name => name.EndsWith(".actordl", StringComparison.Ordinal)));
        await using (var file = new FileStream(temporary, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Position = MiB + 5;
            file.WriteByte(unchecked((byte)~content.ToArray()[MiB + 5]));
        }

        last.Open();
        var result = await transfer.Completion.InTimeAsync();

        Assert.Equal<int>([1], result.DamagedChunks);
        Assert.Equal((0, 4), (result.Restarts, result.Requests));
        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), content));
    }

    [Fact]
    public async Task Where_the_origin_gives_the_same_bytes_again_the_failure_says_so()
    {
        await using var engine = await Start();
        engine.Put(
            "object",
            3 * MiB,
            change: definition => definition with
            {
                Checksums = [ObjectChecksum.OfObject(ChecksumAlgorithm.Crc64Nvme, definition.Content)]
            });
        engine.Origin.Faults.Add(new FaultRule(new FaultAction.CorruptByte(MiB - 1)));

        var failure = await Assert.ThrowsAsync<DownloadException>(() => engine.Download("object", "file").Completion.InTimeAsync());

        Assert.Contains("All chunks came twice with the same bytes", failure.Message, StringComparison.Ordinal);
        Assert.Empty(engine.Files);
    }

    [Fact]
    public async Task An_object_that_is_overwritten_on_the_way_comes_in_its_new_version_where_that_is_asked_for()
    {
        await using var engine = await Start();
        engine.Put("object", 8 * MiB, seed: 1);
        var content = ObjectContent.Generated(2, 8 * MiB);
        engine.Origin.Faults.Add(
            new FaultRule(
                new FaultAction.PutObject(new ObjectDefinition(content) { ETag = "\"new\"" }))
                {
                    CoversOffset = 4 * MiB,
                    Ranged = true,
                    Times = 1
                });

        var result = await engine.Download("object", "file", request => request with { RestartsOnChange = 1 }).Completion.InTimeAsync();

        Assert.Equal(("\"new\"", 1), (result.ETag, result.Restarts));
        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), content));
    }

    [Fact]
    public async Task An_origin_that_does_not_tell_the_parts_length_leaves_it_unproven_and_required_fails()
    {
        await using var engine = await Start();
        engine.Put("object", 3 * MiB, change: definition => OfParts(definition, ChecksumAlgorithm.Crc32, MiB));
        engine.Origin.Faults.Add(new FaultRule(new FaultAction.Respond(403, "AccessDenied")) { Method = "HEAD" });

        Assert.Contains(
            "403", (await engine.Download("object", "file").Completion.InTimeAsync()).Validation.Reason, StringComparison.Ordinal);
        var failure = await Assert.ThrowsAsync<DownloadException>(
            () => engine.Download("object", "other", Required).Completion.InTimeAsync());
        Assert.Equal(DownloadErrorKind.NotVerifiable, failure.Kind);
        Assert.Equal(["file"], engine.Files);
    }

    [Theory]
    [InlineData("1b2cf535f27731c974343645a3985328", DownloadErrorKind.ChecksumMismatch)]
    [InlineData(null, null)]
    public async Task The_ETag_is_compared_where_it_is_said_to_be_an_MD5(string? wrong, DownloadErrorKind? expected)
    {
        await using var engine = await Start();
        engine.Put("object", 3 * MiB, change: definition => definition with { ETag = wrong is null ? null : $"\"{wrong}\"" });
        var completion = engine.Download(
            "object", "file", request => request with { ETagIsMd5 = true, ChecksumMode = ChecksumMode.Required }).Completion;

        if (expected is { } kind)
        {
            Assert.Equal(kind, (await Assert.ThrowsAsync<DownloadException>(() => completion.InTimeAsync())).Kind);
            Assert.Empty(engine.Files);
        }
        else
        {
            Assert.Equal("MD5", (await completion.InTimeAsync()).Validation.Algorithm);
        }
    }

    private static ObjectDefinition OfParts(ObjectDefinition definition, ChecksumAlgorithm algorithm, long partLength) =>
        definition with { PartLength = partLength, Checksums = [ObjectChecksum.OfParts(algorithm, definition.Content, partLength)] };

    private static DownloadRequest Required(DownloadRequest request) => request with { ChecksumMode = ChecksumMode.Required };

    /// <summary>Chunks of 1 MiB.</summary>
    private static Task<Engine> Start() =>
        Engine.StartAsync(options => options with { MultipartThreshold = MiB, MultipartChunkSize = MiB });
}

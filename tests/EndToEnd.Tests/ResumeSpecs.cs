using System.Text.Json;
using ActorDownloader.LoopbackOrigin.Content;
using ActorDownloader.LoopbackOrigin.Faults;
using ActorDownloader.LoopbackOrigin.Objects;
using ActorDownloader.LoopbackOrigin.Traffic;

namespace ActorDownloader.EndToEnd;

/// <summary>What is left of a download, and the same request after it, with real files and real worker processes.</summary>
public class ResumeSpecs
{
    private const long MiB = 1 << 20;
    private const long Length = 48 * MiB;
    private static readonly TrafficShape Slow = new() { TotalBytesPerSecond = 8 * MiB };
    private static readonly TrafficShape Unlimited = new();

    [Fact]
    public async Task A_paused_download_goes_on_with_the_same_request()
    {
        await using var engine = await StartAsync();
        var content = engine.Put("object", Length);
        var kept = await PauseAsync(engine);
        Assert.True(kept >= 4 * MiB);
        Assert.Equal(2, engine.Files.Count);
        var before = BytesSent(engine);

        var result = await engine.Download("object", "file").Completion.InTimeAsync();

        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), content));
        Assert.Equal(["file"], engine.Files);
        Assert.Equal(new Resumption(kept, null), result.Resumption);
        Assert.Equal(Length, kept + result.Workers.Sum(worker => worker.Bytes));
        Assert.Equal(Length - kept, BytesSent(engine) - before);
    }

    [Fact]
    public async Task Another_downloader_goes_on_as_well_whatever_its_chunk_settings()
    {
        await using var engine = await StartAsync();
        var content = engine.Put("object", Length);
        var kept = await PauseAsync(engine);
        await using var other = await Downloader.StartAsync(new DownloaderOptions
        {
            MultipartThreshold = 1,
            MultipartChunkSize = 7 * 64 * 1024,
            MaxRequestProcesses = 1,
            S3 = new S3Options { EndpointUrl = engine.Origin.Uri.ToString(), Anonymous = true },
        });

        var result = await other.Download(new DownloadRequest(Engine.Bucket, "object", engine.At("file"))).Completion.InTimeAsync();

        Assert.Equal(kept, result.Resumption.BytesReused);
        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), content));
        Assert.Equal(["file"], engine.Files);
    }

    [Fact]
    public async Task A_checksum_is_proven_over_old_and_new_chunks()
    {
        await using var engine = await StartAsync();
        var content = ObjectContent.Generated(1, Length);
        engine.Origin.Objects.Put(Engine.Bucket, "object", new ObjectDefinition(content)
        {
            ETag = "\"a\"",
            Checksums = [LoopbackOrigin.Checksums.ObjectChecksum.OfObject(LoopbackOrigin.Checksums.ChecksumAlgorithm.Crc64Nvme, content)],
        });
        await PauseAsync(engine);

        var result = await engine.Download(
            "object", "file", request => request with { ChecksumMode = ChecksumMode.Required }).Completion.InTimeAsync();

        Assert.Equal("CRC64NVME", result.Validation.Algorithm);
        Assert.True(result.Resumption.BytesReused > 0);
    }

    [Fact]
    public async Task In_a_bucket_with_versions_the_version_that_was_begun_with_is_gone_on_with()
    {
        await using var engine = await StartAsync();
        engine.Origin.Objects.PutBucket(Engine.Bucket, new BucketDefinition { Versioned = true });
        var content = engine.Put("object", Length);
        await PauseAsync(engine);
        engine.Put("object", Length, seed: 2);

        var result = await engine.Download("object", "file").Completion.InTimeAsync();

        Assert.True(result.Resumption.BytesReused > 0);
        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), content));
    }

    [Fact]
    public async Task A_customers_key_is_not_written_down_and_has_to_be_brought_again()
    {
        await using var engine = await StartAsync();
        var key = Enumerable.Range(1, 32).Select(i => (byte)i).ToArray();
        var content = engine.Put("object", Length, change: definition => definition with { CustomerKey = key });
        DownloadRequest WithKey(DownloadRequest request) => request with { SseCustomerKey = SseCustomerKey.FromBytes(key) };
        var kept = await PauseAsync(engine, change: WithKey);
        var journal = await File.ReadAllBytesAsync(engine.At(Journal(engine)));
        Assert.Equal(-1, journal.AsSpan().IndexOf(key));
        Assert.DoesNotContain(Convert.ToBase64String(key), System.Text.Encoding.Latin1.GetString(journal), StringComparison.Ordinal);

        var without = engine.Download("object", "file");
        await Assert.ThrowsAsync<DownloadException>(() => without.Completion.InTimeAsync());
        Assert.Equal(kept, without.BytesKept);
        var result = await engine.Download("object", "file", WithKey).Completion.InTimeAsync();

        Assert.Equal(kept, result.Resumption.BytesReused);
        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), content));
    }

    [Fact]
    public async Task An_object_that_was_overwritten_between_two_runs_is_begun_anew_and_that_is_said()
    {
        await using var engine = await StartAsync();
        engine.Put("object", Length);
        await PauseAsync(engine);
        var content = engine.Put("object", Length, seed: 2);

        var result = await engine.Download("object", "file").Completion.InTimeAsync();

        Assert.Equal(0, result.Resumption.BytesReused);
        Assert.Contains("changed", result.Resumption.Reason, StringComparison.Ordinal);
        Assert.Equal("\"2-50331648\"", result.ETag);
        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), content));
        Assert.Equal(["file"], engine.Files);
    }

    [Fact]
    public async Task An_object_that_was_deleted_between_two_runs_is_an_error_and_nothing_is_left()
    {
        await using var engine = await StartAsync();
        engine.Put("object", Length);
        await PauseAsync(engine);
        engine.Origin.Objects.Delete(Engine.Bucket, "object");

        var failure = await Assert.ThrowsAsync<DownloadException>(() => engine.Download("object", "file").Completion.InTimeAsync());

        Assert.Equal(DownloadErrorKind.NotFound, failure.Kind);
        Assert.Empty(engine.Files);
    }

    [Fact]
    public async Task Bytes_that_changed_on_disk_between_two_runs_are_fetched_again()
    {
        await using var engine = await StartAsync();
        var content = engine.Put("object", Length);
        var kept = await PauseAsync(engine);
        var temporary = engine.At(engine.Files.Single(name => name.EndsWith(".actordl", StringComparison.Ordinal)));
        using (var file = File.OpenHandle(temporary, FileMode.Open, FileAccess.ReadWrite))
        {
            // Chunk 0 is always among the first.
            Span<byte> one = stackalloc byte[1];
            RandomAccess.Read(file, one, 4711);
            RandomAccess.Write(file, [(byte)(one[0] ^ 0xFF)], 4711);
        }

        var result = await engine.Download("object", "file").Completion.InTimeAsync();

        Assert.Equal(kept - MiB, result.Resumption.BytesReused);
        Assert.Contains("1 chunk", result.Resumption.Reason, StringComparison.Ordinal);
        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), content));
    }

    [Fact]
    public async Task A_journal_with_a_torn_tail_costs_the_chunks_of_the_tail()
    {
        await using var engine = await StartAsync();
        var content = engine.Put("object", Length);
        var kept = await PauseAsync(engine);
        using (var journal = File.OpenHandle(engine.At(Journal(engine)), FileMode.Open, FileAccess.ReadWrite))
        {
            RandomAccess.SetLength(journal, RandomAccess.GetLength(journal) - 3);
        }

        var result = await engine.Download("object", "file").Completion.InTimeAsync();

        Assert.Equal(kept - MiB, result.Resumption.BytesReused);
        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), content));
        Assert.Equal(["file"], engine.Files);
    }

    [Fact]
    public async Task What_a_living_run_holds_is_left_alone()
    {
        await using var engine = await StartAsync();
        var content = engine.Put("object", Length);
        engine.Origin.Traffic = Slow;
        var first = engine.Download("object", "file");
        await Eventually.IsTrueAsync(
            () => engine.Files.Any(name => name.EndsWith("-journal", StringComparison.Ordinal)), "the first run has a journal");
        var held = engine.Files;

        var second = engine.Download("object", "file");
        await Eventually.IsTrueAsync(() => engine.Files.Count >= 4, "the second run has files of its own");
        Assert.Superset(held.ToHashSet(), engine.Files.ToHashSet());
        engine.Origin.Traffic = Unlimited;

        Assert.Equal(0, (await first.Completion.InTimeAsync()).Resumption.BytesReused);
        Assert.Equal(0, (await second.Completion.InTimeAsync()).Resumption.BytesReused);
        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), content));
        Assert.Equal(["file"], engine.Files);
    }

    [Fact]
    public async Task What_others_left_stays()
    {
        await using var engine = await StartAsync();
        engine.Put("object", Length);
        engine.Put("other", Length);
        await PauseAsync(engine, "other");
        var left = engine.Files;

        await engine.Download("object", "file").Completion.InTimeAsync();

        Assert.Equal(left.Append("file").Order(StringComparer.Ordinal), engine.Files);
    }

    [Fact]
    public async Task Without_resume_what_is_left_is_removed_and_everything_begins_anew()
    {
        await using var engine = await StartAsync();
        var content = engine.Put("object", Length);
        await PauseAsync(engine);

        var result = await engine.Download("object", "file", request => request with { Resume = false }).Completion.InTimeAsync();

        Assert.Equal((0, Length), (result.Resumption.BytesReused, result.Workers.Sum(worker => worker.Bytes)));
        Assert.NotNull(result.Resumption.Reason);
        Assert.Equal(["file"], engine.Files);
        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), content));
    }

    [Fact]
    public async Task With_keep_partial_a_failure_leaves_what_the_same_request_goes_on_from()
    {
        await using var engine = await StartAsync();
        var content = engine.Put("object", Length);
        engine.Origin.Faults.Add(new FaultRule(new FaultAction.Respond(403, "AccessDenied")) { CoversOffset = 40 * MiB, Ranged = true });

        var transfer = engine.Download("object", "file", request => request with { KeepPartial = true });
        await Assert.ThrowsAsync<DownloadException>(() => transfer.Completion.InTimeAsync());
        Assert.True(transfer.BytesKept > 0);
        Assert.Equal(2, engine.Files.Count);
        engine.Origin.Faults.Clear();
        var result = await engine.Download("object", "file").Completion.InTimeAsync();

        Assert.Equal(transfer.BytesKept, result.Resumption.BytesReused);
        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), content));
    }

    [Fact]
    public async Task Without_keep_partial_a_cancellation_leaves_nothing_not_even_what_was_taken_over()
    {
        await using var engine = await StartAsync();
        engine.Put("object", Length);
        await PauseAsync(engine);
        engine.Origin.Traffic = Slow;
        var before = engine.Origin.Requests.Snapshot().Length;
        var transfer = engine.Download("object", "file");
        await Eventually.IsTrueAsync(() => engine.Origin.Requests.Snapshot().Length > before, "the second run has begun");

        transfer.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => transfer.Completion.InTimeAsync());
        Assert.Equal(0, transfer.BytesKept);
        Assert.Empty(engine.Files);
    }

    [Fact]
    public async Task An_origin_that_cannot_be_reached_costs_nothing_of_what_an_earlier_run_left()
    {
        await using var engine = await StartAsync();
        var content = engine.Put("object", Length);
        var kept = await PauseAsync(engine);
        engine.Origin.Faults.Add(new FaultRule(new FaultAction.Respond(403, "AccessDenied")));

        var refused = engine.Download("object", "file");
        await Assert.ThrowsAsync<DownloadException>(() => refused.Completion.InTimeAsync());
        Assert.Equal(kept, refused.BytesKept);
        engine.Origin.Faults.Clear();
        var result = await engine.Download("object", "file").Completion.InTimeAsync();

        Assert.Equal(kept, result.Resumption.BytesReused);
        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), content));
    }

    [Fact]
    public async Task An_object_of_one_chunk_or_without_an_ETag_leaves_nothing_when_it_is_paused()
    {
        await using var engine = await StartAsync();
        engine.Put("small", 100);
        engine.Put("nameless", Length);
        engine.Origin.Faults.Add(new FaultRule(new FaultAction.Stall(50)) { Key = "small" });
        engine.Origin.Faults.Add(new FaultRule(new FaultAction.ReplaceETag(null)) { Key = "nameless" });
        engine.Origin.Traffic = Slow;

        foreach (var key in (string[])["small", "nameless"])
        {
            var progress = new ProgressRecorder();
            var transfer = engine.Download(key, key, request => request with { Progress = progress });
            await progress.WhenAsync(p => p.BytesTotal is not null && (key == "small" || p.Workers.Length > 0));
            transfer.Pause();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => transfer.Completion.InTimeAsync());
            Assert.Equal(0, transfer.BytesKept);
        }

        Assert.Empty(engine.Files);
    }

    [Fact]
    public async Task Keep_partial_and_no_resume_on_the_command_line()
    {
        await using var engine = await StartAsync();
        var content = engine.Put("object", Length);
        string[] get = ["get", "s3://bucket/object", engine.At("file"), "--json", "--no-sign-request", "--chunk-size", "1MiB"];
        engine.Origin.Traffic = Slow;
        using (var interrupted = ActordlProcess.Start(engine.Origin, engine.DirectoryPath, [.. get, "--keep-partial"]))
        {
            await engine.Origin.Requests.WhenAsync(request => request.Outcome is { Status: 206 }, 4).WaitAsync(TimeSpan.FromMinutes(1));
            using var kill = System.Diagnostics.Process.Start("kill", ["-INT", $"{interrupted.Id}"]);
            var (exit, output, diagnostics) = await interrupted.EndAsync();
            Assert.Equal(130, exit);
            Assert.True(JsonDocument.Parse(output).RootElement.GetProperty("keptBytes").GetInt64() > 0);
            Assert.Contains("kept", diagnostics, StringComparison.Ordinal);
        }

        var left = engine.Files;
        Assert.Equal(2, left.Count);
        engine.Origin.Traffic = Unlimited;
        using var again = ActordlProcess.Start(engine.Origin, engine.DirectoryPath, [.. get, "--no-resume"]);
        var (_, text, _) = await again.EndAsync();

        Assert.False(JsonDocument.Parse(text).RootElement.TryGetProperty("resumedBytes", out _));
        Assert.NotNull(JsonDocument.Parse(text).RootElement.GetProperty("resumption").GetString());
        Assert.Equal(["file"], engine.Files);
        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), content));
    }

    private static Task<Engine> StartAsync() => Engine.StartAsync(options => options with { MultipartChunkSize = MiB, RequestSlots = 2 });

    /// <summary>Begins a download and pauses it somewhere on its way; tells how much was kept.</summary>
    private static async Task<long> PauseAsync(Engine engine, string key = "object", Func<DownloadRequest, DownloadRequest>? change = null)
    {
        engine.Origin.Traffic = Slow;
        var progress = new ProgressRecorder();
        var transfer = engine.Download(key, "file", request => (change?.Invoke(request) ?? request) with { Progress = progress });
        await progress.WhenAsync(p => p.Workers.Sum(worker => worker.Bytes) >= 4 * MiB);
        transfer.Pause();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => transfer.Completion.InTimeAsync());
        engine.Origin.Traffic = Unlimited;
        await Eventually.IsTrueAsync(
            () => engine.Origin.Requests.Snapshot().All(request => request.Outcome is not null), "no request is on its way");
        return transfer.BytesKept;
    }

    private static string Journal(Engine engine) =>
        engine.Files.Single(name => name.EndsWith(".actordl-journal", StringComparison.Ordinal));

    private static long BytesSent(Engine engine) => engine.Origin.Gauges.BodyBytes;
}

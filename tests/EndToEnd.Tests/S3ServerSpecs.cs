using System.Security.Cryptography;
using Amazon.Runtime;

namespace ActorDownloader.EndToEnd;

/// <summary>A real S3 server, really asked.</summary>
public sealed class S3ServerSpecs(S3ServerFixture s3) : IClassFixture<S3ServerFixture>, IDisposable
{
    private const int MiB = 1 << 20;
    private readonly string _directory = Directory.CreateTempSubdirectory("actordl-s3-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [S3ServerFact]
    public async Task Objects_of_all_lengths_arrive_whole()
    {
        await using var downloader = await Start();
        foreach (var length in new[] { 0, 1, (8 * MiB) - 1, 8 * MiB, (8 * MiB) + 1 })
        {
            var bytes = RandomNumberGenerator.GetBytes(length);
            await s3.PutAsync($"length-{length}", bytes);

            var result = await Download(downloader, s3.Bucket, $"length-{length}");

            Assert.Equal(length, result.Bytes);
            AssertIs(bytes);
        }
    }

    [S3ServerFact]
    public async Task A_large_multipart_object_arrives_whole_through_two_processes()
    {
        await using var downloader = await Start(options => options with { MultipartChunkSize = MiB, RequestSlots = 2 });
        var bytes = RandomNumberGenerator.GetBytes(100 * MiB);
        var etag = await s3.PutMultipartAsync("multipart", bytes);

        // The second process may still be starting while a fast server gives the first one everything.
        var together = false;
        for (var attempt = 0; attempt < 20 && !together; attempt++)
        {
            var result = await Download(downloader, s3.Bucket, "multipart");
            Assert.Equal(etag, result.ETag);
            AssertIs(bytes);
            together = result.Workers.Length == 2;
        }

        Assert.True(together, "One process did all the work, again and again.");
    }

    [S3ServerFact]
    public async Task Each_version_can_be_had()
    {
        await using var downloader = await Start();
        var versions = new Dictionary<string, byte[]>();
        for (var i = 0; i < 3; i++)
        {
            var bytes = RandomNumberGenerator.GetBytes((9 * MiB) + i);
            versions.Add(await s3.PutVersionAsync("versioned", bytes), bytes);
        }

        foreach (var (version, bytes) in versions)
        {
            var result = await Download(downloader, s3.VersionedBucket, "versioned", request => request with { VersionId = version });
            Assert.Equal(version, result.VersionId);
            AssertIs(bytes);
        }
    }

    [S3ServerFact]
    public async Task A_paused_download_goes_on_and_one_of_another_object_begins_anew()
    {
        await using var downloader = await Start(
            options => options with { MultipartChunkSize = MiB / 4, MaxRequestProcesses = 1, RequestSlots = 1 });
        foreach (var overwritten in (bool[])[false, true])
        {
            var bytes = RandomNumberGenerator.GetBytes(200 * MiB);
            await s3.PutMultipartAsync("paused", bytes);
            var progress = new ProgressRecorder();
            var paused = downloader.Download(
                new DownloadRequest(s3.Bucket, "paused", Path.Combine(_directory, "file")) { Progress = progress });
            await progress.WhenAsync(p => p.Workers.Length > 0);
            paused.Pause();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => paused.Completion.InTimeAsync());
            Assert.True(paused.BytesKept > 0);
            if (overwritten)
            {
                bytes = RandomNumberGenerator.GetBytes(200 * MiB);
                await s3.PutMultipartAsync("paused", bytes);
            }

            var result = await Download(downloader, s3.Bucket, "paused");

            Assert.Equal(overwritten ? 0 : paused.BytesKept, result.Resumption.BytesReused);
            Assert.Equal(overwritten, result.Resumption.Reason is not null);
            AssertIs(bytes);
        }
    }

    [S3ServerFact]
    public async Task An_object_under_a_customers_key_needs_that_key()
    {
        await using var downloader = await Start();
        var key = RandomNumberGenerator.GetBytes(32);
        var bytes = RandomNumberGenerator.GetBytes(9 * MiB);
        await s3.PutWithCustomerKeyAsync("sse-c", bytes, key);

        await Download(downloader, s3.Bucket, "sse-c", request => request with { SseCustomerKey = SseCustomerKey.FromBytes(key) });
        AssertIs(bytes);

        File.Delete(Target);
        Assert.Equal(DownloadErrorKind.InvalidRequest, (await Fails(downloader, s3.Bucket, "sse-c")).Kind);
    }

    [S3ServerFact]
    public async Task What_may_not_be_read_or_is_not_there_is_told()
    {
        await using var downloader = await Start();
        await s3.PutForeignAsync("foreign", [1]);

        var unreadable = await Fails(downloader, s3.ForeignBucket, "foreign");
        Assert.Equal((DownloadErrorKind.AccessDenied, 403), (unreadable.Kind, unreadable.HttpStatus));
        var noKey = await Fails(downloader, s3.Bucket, "no-such-key");
        Assert.Equal((DownloadErrorKind.NotFound, 404, "NoSuchKey"), (noKey.Kind, noKey.HttpStatus, noKey.ErrorCode));
        var noBucket = await Fails(downloader, "actordl-no-such-bucket", "key");
        Assert.Equal((DownloadErrorKind.NotFound, 404, "NoSuchBucket"), (noBucket.Kind, noBucket.HttpStatus, noBucket.ErrorCode));
    }

    [S3ServerFact]
    public async Task A_wrong_secret_is_told()
    {
        await s3.PutAsync("guarded", [1]);
        await using var downloader = await Start(
            options => options with
            {
                S3 = options.S3 with { Credentials = new BasicAWSCredentials(s3.Server.Owner.AccessKeyId, "wrong") }
            });

        var failure = await Fails(downloader, s3.Bucket, "guarded");

        Assert.Equal((DownloadErrorKind.AccessDenied, 403, "SignatureDoesNotMatch"), (failure.Kind, failure.HttpStatus, failure.ErrorCode));
    }

    [S3ServerFact]
    public async Task Odd_keys_are_no_different()
    {
        await using var downloader = await Start();
        foreach (var key in new[]
        {
            "with space",
            "plus+and%percent%20",
            "ünï/日本語/😀",
            "a//b",
            "./dot/../dots",
            "question?mark#hash",
            "quote'\"&=:;,$@!*()"
        })
        {
            var bytes = RandomNumberGenerator.GetBytes(100);
            await s3.PutAsync(key, bytes);

            await Download(downloader, s3.Bucket, key);

            AssertIs(bytes);
        }
    }

    private string Target => Path.Combine(_directory, "file");

    private Task<Downloader> Start(Func<DownloaderOptions, DownloaderOptions>? change = null)
    {
        var options = new DownloaderOptions
        {
            MaxRequestProcesses = 2,
            S3 = new S3Options
            {
                EndpointUrl = s3.Server.Url,
                Region = s3.Server.Region,
                Credentials = new BasicAWSCredentials(s3.Server.Owner.AccessKeyId, s3.Server.Owner.SecretAccessKey)
            },
        };
        return Downloader.StartAsync(change?.Invoke(options) ?? options);
    }

    private Task<DownloadResult> Download(
        Downloader downloader, string bucket, string key, Func<DownloadRequest, DownloadRequest>? change = null)
    {
        var request = new DownloadRequest(bucket, key, Target);
        return downloader.Download(change?.Invoke(request) ?? request).Completion.InTimeAsync();
    }

    private async Task<DownloadException> Fails(Downloader downloader, string bucket, string key)
    {
        var failure = await Assert.ThrowsAsync<DownloadException>(() => Download(downloader, bucket, key));
        Assert.Empty(Directory.GetFileSystemEntries(_directory));
        return failure;
    }

    private void AssertIs(byte[] bytes)
    {
        Assert.True(bytes.AsSpan().SequenceEqual(File.ReadAllBytes(Target)));
        Assert.Equal([Target], Directory.GetFileSystemEntries(_directory));
    }
}

using Akka.Configuration;
using ActorDownloader.Configuration;
using ActorDownloader.Destinations;
using ActorDownloader.ObjectStore;
using ActorDownloader.Planning;

namespace ActorDownloader.Transfers;

/// <summary>The settings under <c>actor-downloader.transfer</c>.</summary>
internal sealed record TransferSettings(
    ChunkSizing Sizing,
    RetryPolicy Retry,
    ChecksumMode ChecksumMode,
    bool ETagIsMd5,
    int MaxActive,
    DestinationRules Destination,
    TimeSpan FenceWait,
    TimeSpan JournalFlushInterval,
    TimeSpan ProgressInterval)
{
    private const long KiB = 1024;
    private const long GiB = KiB * KiB * KiB;

    /// <exception cref="ConfigurationException">
    /// A value is outside its range; the message names the key, the value and the range.
    /// </exception>
    public static TransferSettings Create(Config config)
    {
        var settings = new SettingsReader(config, "actor-downloader.transfer");
        var chunkLength = settings.Bytes("multipart-chunk-size", 64 * KiB, 5 * GiB);
        var maxAttempts = settings.Int("retry.max-attempts", 1, 100);
        var minBackoff = settings.Time("retry.min-backoff", TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1));
        return new TransferSettings(
            new ChunkSizing(
                settings.Bytes("multipart-threshold", 1, long.MaxValue),
                chunkLength,
                Math.Max(chunkLength, settings.Bytes("max-chunk-size", 64 * KiB, 5 * GiB)),
                settings.Int("target-chunks", 1, 1_000_000)),
            new RetryPolicy(
                maxAttempts,
                minBackoff,
                settings.Time("retry.max-backoff", minBackoff, TimeSpan.FromHours(1)),
                settings.Int("retry.max-losses", 1, 1000))
            {
                MismatchRestarts = settings.Int("retry.restarts-on-mismatch", 0, 100),
                ChangeRestarts = settings.Int("retry.restarts-on-change", 0, 100),
            },
            settings.Choice("checksum-mode", ("auto", ChecksumMode.Auto), ("off", ChecksumMode.Off), ("required", ChecksumMode.Required)),
            settings.Flag("etag-is-md5"),
            settings.Int("max-active", 1, 100_000),
            new DestinationRules(
                settings.Flag("preallocate"),
                settings.Choice("flush", ("off", FlushMode.Off), ("large", FlushMode.Large), ("all", FlushMode.All))),
            settings.Time("fence-wait", TimeSpan.Zero, TimeSpan.FromHours(1)),
            settings.Time("journal.flush-interval", TimeSpan.FromMilliseconds(100), TimeSpan.FromDays(1)),
            settings.Time("progress-interval", TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1)));
    }

    /// <summary>The rules of one transfer.</summary>
    public TransferTerms TermsFor(DownloadRequest request) =>
        new(
            request.VersionId,
            request.ExpectedETag,
            request.ExpectedSize,
            request.ChecksumMode ?? ChecksumMode,
            // Under a customer's key the ETag never is.
            (request.ETagIsMd5 ?? ETagIsMd5) && request.SseCustomerKey is null,
            Sizing,
            request.RestartsOnChange is { } restarts ? Retry with { ChangeRestarts = restarts } : Retry)
        {
            KeepPartial = request.KeepPartial,
            FenceWait = FenceWait,
        };

    /// <summary>What is signed for a transfer, for a version if one is named.</summary>
    /// <exception cref="ArgumentException">The request is one that S3 cannot take.</exception>
    public ObjectRequest ObjectRequestFor(DownloadRequest request, string? versionId) => new(
        request.Bucket,
        request.Key,
        versionId,
        request.SseCustomerKey,
        request.RequestPayer,
        request.ExpectedBucketOwner,
        (request.ChecksumMode ?? ChecksumMode) is not ChecksumMode.Off);
}

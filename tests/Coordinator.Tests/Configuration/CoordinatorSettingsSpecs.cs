using ActorDownloader.Destinations;
using ActorDownloader.LocalWorkers;
using ActorDownloader.Planning;
using ActorDownloader.Scheduling;
using ActorDownloader.Transfers;
using Akka.Configuration;

namespace ActorDownloader.Configuration;

public class CoordinatorSettingsSpecs
{
    private const long MiB = 1024 * 1024;

    [Fact]
    public void The_reference_has_these_defaults() => Assert.Equal(
        new CoordinatorSettings(
            new TransferSettings(
                new ChunkSizing(8 * MiB, 8 * MiB, 64 * MiB, 2000),
                new RetryPolicy(
                    5, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10), 5) { MismatchRestarts = 1, ChangeRestarts = 0 },
                ChecksumMode.Auto,
                ETagIsMd5: false,
                MaxActive: 1000,
                Destination: new DestinationRules(Preallocate: true, FlushMode.Off),
                FenceWait: TimeSpan.FromSeconds(2),
                JournalFlushInterval: TimeSpan.FromSeconds(30),
                ProgressInterval: TimeSpan.FromMilliseconds(200)),
            new SchedulerRules(
                LeaseSilence: TimeSpan.FromSeconds(10),
                WorkerWait: TimeSpan.FromSeconds(60),
                new WindowRules(
                    Min: 1,
                    Start: 32,
                    Max: 1024,
                    Round: TimeSpan.FromMilliseconds(100),
                    RoundWork: 256 * 1024,
                    DoublingGainPercent: 15,
                    HalvingLossPercent: 5,
                    Hold: TimeSpan.FromSeconds(1),
                    MaxHold: TimeSpan.FromSeconds(30),
                    FewerAfter: TimeSpan.FromSeconds(8),
                    RequestWeight: 64 * 1024,
                    OverloadPercent: 5,
                    OverloadCutPercent: 30,
                    CoolDown: TimeSpan.FromMilliseconds(500),
                    Memory: TimeSpan.FromSeconds(30)),
                PoolRetries: new RetryBudgetRules(Burst: 100, PerSecond: 20, PercentOfFetched: 20),
                TransferRetries: new RetryBudgetRules(Burst: 50, PerSecond: 5, PercentOfFetched: 20),
                new HedgingRules(
                    IsOn: true,
                    CheckInterval: TimeSpan.FromMilliseconds(100),
                    MinChunks: 4,
                    MinAge: TimeSpan.FromMilliseconds(500),
                    Deviations: 4,
                    ExtraTrafficPercent: 5)),
            SilenceCheckInterval: TimeSpan.FromSeconds(1),
            new FleetRules(
                MaxProcesses: Math.Min(Environment.ProcessorCount, 8),
                Prestart: 1,
                Slots: 64,
                LeasesPerProcess: 16,
                SpreadAfter: TimeSpan.FromSeconds(2),
                MinBackoff: TimeSpan.FromMilliseconds(100),
                MaxBackoff: TimeSpan.FromSeconds(10),
                MaxEarlyExits: 5,
                RestartInterval: TimeSpan.FromMilliseconds(50),
                JoinTimeout: TimeSpan.FromSeconds(30)),
            WorkerExecutable: null,
            JoinSecret: null,
            AllowInsecure: false),
        Of(""));

    [Theory]
    [InlineData("transfer.multipart-threshold", "0", "1 to")]
    [InlineData("transfer.multipart-threshold", "-1", "1 to")]
    [InlineData("transfer.multipart-threshold", "large", "1 to")]
    [InlineData("transfer.multipart-chunk-size", "65535", "65536 to 5368709120")]
    [InlineData("transfer.multipart-chunk-size", "6GiB", "65536 to 5368709120")]
    [InlineData("transfer.multipart-chunk-size", "99999999999999999999", "65536 to 5368709120")]
    [InlineData("transfer.max-chunk-size", "1KiB", "65536 to 5368709120")]
    [InlineData("transfer.max-chunk-size", "6GiB", "65536 to 5368709120")]
    [InlineData("transfer.target-chunks", "0", "1 to 1000000")]
    [InlineData("transfer.target-chunks", "1000001", "1 to 1000000")]
    [InlineData("transfer.target-chunks", "1.5", "1 to 1000000")]
    [InlineData("transfer.max-active", "0", "1 to 100000")]
    [InlineData("transfer.max-active", "100001", "1 to 100000")]
    [InlineData("transfer.max-active", "99999999999", "1 to 100000")]
    [InlineData("transfer.max-active", "many", "1 to 100000")]
    [InlineData("transfer.preallocate", "perhaps", "on or off")]
    [InlineData("transfer.checksum-mode", "sometimes", "auto, off, required")]
    [InlineData("transfer.progress-interval", "9ms", "10ms to 1m")]
    [InlineData("transfer.progress-interval", "61s", "10ms to 1m")]
    [InlineData("transfer.progress-interval", "soon", "10ms to 1m")]
    [InlineData("transfer.progress-interval", "infinite", "10ms to 1m")]
    [InlineData("transfer.fence-wait", "2h", "0ms to 1h")]
    [InlineData("transfer.retry.max-attempts", "0", "1 to 100")]
    [InlineData("transfer.retry.max-attempts", "101", "1 to 100")]
    [InlineData("transfer.retry.min-backoff", "0ms", "1ms to 1m")]
    [InlineData("transfer.retry.min-backoff", "2m", "1ms to 1m")]
    [InlineData("transfer.retry.max-backoff", "99ms", "100ms to 1h")]
    [InlineData("transfer.retry.max-backoff", "2h", "100ms to 1h")]
    [InlineData("transfer.retry.max-losses", "0", "1 to 1000")]
    [InlineData("transfer.retry.max-losses", "1001", "1 to 1000")]
    [InlineData("scheduler.lease-silence", "999ms", "1s to 1h")]
    [InlineData("scheduler.lease-silence", "2h", "1s to 1h")]
    [InlineData("scheduler.silence-check-interval", "1ms", "10ms to 1m")]
    [InlineData("scheduler.silence-check-interval", "2m", "10ms to 1m")]
    [InlineData("scheduler.worker-wait", "0s", "1s to 1d")]
    [InlineData("scheduler.worker-wait", "2d", "1s to 1d")]
    [InlineData("scheduler.window.min", "0", "1 to 100000")]
    [InlineData("scheduler.window.start", "0", "1 to 100000")]
    [InlineData("scheduler.window.max", "0", "1 to 100000")]
    [InlineData("scheduler.window.max", "100001", "1 to 100000")]
    [InlineData("scheduler.window.round", "9ms", "10ms to 1m")]
    [InlineData("scheduler.window.round-work", "2GiB", "0 to 1073741824")]
    [InlineData("scheduler.window.doubling-gain-percent", "0", "1 to 99")]
    [InlineData("scheduler.window.halving-loss-percent", "50", "0 to 49")]
    [InlineData("scheduler.window.hold", "9ms", "10ms to 1h")]
    [InlineData("scheduler.window.max-hold", "999ms", "1s to 1h")]
    [InlineData("scheduler.window.fewer-after", "2h", "0ms to 1h")]
    [InlineData("scheduler.window.request-weight", "2GiB", "0 to 1073741824")]
    [InlineData("scheduler.window.overload-percent", "101", "0 to 100")]
    [InlineData("scheduler.window.overload-cut-percent", "0", "1 to 90")]
    [InlineData("scheduler.window.cool-down", "2m", "0ms to 1m")]
    [InlineData("scheduler.window.memory", "9ms", "10ms to 1d")]
    [InlineData("local-workers.leases-per-process", "0", "1 to 1024")]
    [InlineData("local-workers.spread-after", "2h", "0ms to 1h")]
    [InlineData("local-workers.max-request-processes", "-1", "auto or a whole number from 0 to 256")]
    [InlineData("local-workers.max-request-processes", "257", "auto or a whole number from 0 to 256")]
    [InlineData("local-workers.max-request-processes", "all", "auto or a whole number from 0 to 256")]
    [InlineData("local-workers.prestart", "-1", "0 to 256")]
    [InlineData("local-workers.prestart", "257", "0 to 256")]
    [InlineData("local-workers.min-backoff", "0ms", "1ms to 1m")]
    [InlineData("local-workers.max-backoff", "99ms", "100ms to 1h")]
    [InlineData("local-workers.max-early-exits", "0", "1 to 1000")]
    [InlineData("local-workers.max-early-exits", "1001", "1 to 1000")]
    [InlineData("local-workers.restart-interval", "2m", "0ms to 1m")]
    [InlineData("local-workers.join-timeout", "0s", "1s to 1h")]
    [InlineData("local-workers.join-timeout", "2h", "1s to 1h")]
    [InlineData("worker.slots", "0", "1 to 1024")]
    [InlineData("worker.slots", "1025", "1 to 1024")]
    [InlineData("coordinator.allow-insecure", "perhaps", "on or off")]
    public void A_bad_value_is_named_with_its_key_and_what_is_expected(string key, string value, string expected)
    {
        var refusal = Assert.Throws<ConfigurationException>(() => Of($"actor-downloader.{key} = {value}"));

        Assert.StartsWith($"actor-downloader.{key} = {value}: expected ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("transfer.multipart-threshold", "1")]
    [InlineData("transfer.multipart-chunk-size", "64KiB")]
    [InlineData("transfer.multipart-chunk-size", "5GiB")]
    [InlineData("transfer.progress-interval", "1m")]
    [InlineData("transfer.checksum-mode", "required")]
    [InlineData("scheduler.worker-wait", "1d")]
    [InlineData("local-workers.max-request-processes", "0")]
    [InlineData("local-workers.restart-interval", "0ms")]
    public void The_ends_of_a_range_belong_to_it(string key, string value) =>
        Assert.NotEqual(Of(""), Of($"actor-downloader.{key} = {value}"));

    [Fact]
    public void The_largest_chunk_is_never_smaller_than_a_chunk() =>
        Assert.Equal(128 * MiB, Of("actor-downloader.transfer.multipart-chunk-size = 128MiB").Transfer.Sizing.MaxChunkLength);

    [Fact]
    public void The_secret_is_not_printed() =>
        Assert.DoesNotContain("hush", Of("actor-downloader.coordinator.join-secret = hush").ToString(), StringComparison.Ordinal);

    private static CoordinatorSettings Of(string overlay) => CoordinatorSettings.Create(EffectiveConfig.Load(overlay));
}

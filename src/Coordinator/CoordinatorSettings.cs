using Akka.Configuration;
using ActorDownloader.Configuration;
using ActorDownloader.LocalWorkers;
using ActorDownloader.Scheduling;
using ActorDownloader.Transfers;

namespace ActorDownloader;

/// <summary>Everything that a coordinator reads from its configuration, in one place; no default is written here.</summary>
internal sealed record CoordinatorSettings(
    TransferSettings Transfer,
    SchedulerRules Scheduler,
    TimeSpan SilenceCheckInterval,
    FleetRules LocalWorkers,
    string? WorkerExecutable,
    string? JoinSecret,
    bool AllowInsecure)
{
    /// <exception cref="ConfigurationException">
    /// A value is outside its range; the message names the key, the value and the range.
    /// </exception>
    public static CoordinatorSettings Create(Config config)
    {
        var coordinator = new SettingsReader(config, "actor-downloader.coordinator");
        var scheduler = new SettingsReader(config, "actor-downloader.scheduler");
        var local = new SettingsReader(config, "actor-downloader.local-workers");
        var worker = new SettingsReader(config, "actor-downloader.worker");
        var slots = worker.Int("slots", 1, 1024);
        var minBackoff = local.Time("min-backoff", TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1));
        return new CoordinatorSettings(
            TransferSettings.Create(config),
            new SchedulerRules(
                scheduler.Time("lease-silence", TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
                scheduler.Time("worker-wait", TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
                CreateWindow(new SettingsReader(config, "actor-downloader.scheduler.window")),
                CreateBudget(new SettingsReader(config, "actor-downloader.scheduler.retry-budget.pool")),
                CreateBudget(new SettingsReader(config, "actor-downloader.scheduler.retry-budget.transfer")),
                CreateHedging(new SettingsReader(config, "actor-downloader.scheduler.hedging"))),
            scheduler.Time("silence-check-interval", TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1)),
            new FleetRules(
                local.IntOr("max-request-processes", "auto", Math.Min(Environment.ProcessorCount, 8), 0, 256),
                local.Int("prestart", 0, 256),
                slots,
                Math.Min(local.Int("leases-per-process", 1, 1024), slots),
                local.Time("spread-after", TimeSpan.Zero, TimeSpan.FromHours(1)),
                minBackoff,
                local.Time("max-backoff", minBackoff, TimeSpan.FromHours(1)),
                local.Int("max-early-exits", 1, 1000),
                local.Time("restart-interval", TimeSpan.Zero, TimeSpan.FromMinutes(1)),
                local.Time("join-timeout", TimeSpan.FromSeconds(1), TimeSpan.FromHours(1))),
            local.Text("executable"),
            coordinator.Text("join-secret"),
            coordinator.Flag("allow-insecure"));
    }

    private static WindowRules CreateWindow(SettingsReader window)
    {
        TimeSpan tenMilliseconds = TimeSpan.FromMilliseconds(10), minute = TimeSpan.FromMinutes(1), hour = TimeSpan.FromHours(1);
        var max = window.Int("max", 1, 100_000);
        var min = Math.Min(window.Int("min", 1, 100_000), max);
        var hold = window.Time("hold", tenMilliseconds, hour);
        return new WindowRules(
            min,
            Math.Clamp(window.Int("start", 1, 100_000), min, max),
            max,
            window.Time("round", tenMilliseconds, minute),
            window.Bytes("round-work", 0, 1024 * 1024 * 1024),
            window.Int("doubling-gain-percent", 1, 99),
            window.Int("halving-loss-percent", 0, 49),
            hold,
            window.Time("max-hold", hold, hour),
            window.Time("fewer-after", TimeSpan.Zero, hour),
            window.Bytes("request-weight", 0, 1024 * 1024 * 1024),
            window.Int("overload-percent", 0, 100),
            window.Int("overload-cut-percent", 1, 90),
            window.Time("cool-down", TimeSpan.Zero, minute),
            window.Time("memory", tenMilliseconds, TimeSpan.FromDays(1)));
    }

    private static RetryBudgetRules CreateBudget(SettingsReader budget) => new(
        budget.Int("burst", 1, 1_000_000), budget.Int("per-second", 1, 1_000_000), budget.Int("percent-of-fetched", 0, 100));

    private static HedgingRules CreateHedging(SettingsReader hedging) => new(
        hedging.Flag("enabled"),
        hedging.Time("check-interval", TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1)),
        hedging.Int("min-chunks", 1, 1000),
        hedging.Time("min-age", TimeSpan.Zero, TimeSpan.FromMinutes(1)),
        hedging.Int("deviations", 1, 100),
        hedging.Int("extra-traffic-percent", 0, 100));

    /// <summary>Everything but the secret.</summary>
    public override string ToString() =>
        $"CoordinatorSettings {{ Transfer = {Transfer}, Scheduler = {Scheduler}, LocalWorkers = {LocalWorkers} }}";
}

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
    /// <exception cref="ConfigurationException">A value is outside its range; the message names the key, the value and the range.</exception>
    public static CoordinatorSettings Create(Config config)
    {
        var coordinator = new SettingsReader(config, "actor-downloader.coordinator");
        var scheduler = new SettingsReader(config, "actor-downloader.scheduler");
        var local = new SettingsReader(config, "actor-downloader.local-workers");
        var worker = new SettingsReader(config, "actor-downloader.worker");
        var minBackoff = local.Time("min-backoff", TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1));
        return new CoordinatorSettings(
            TransferSettings.Create(config),
            new SchedulerRules(
                scheduler.Time("lease-silence", TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
                scheduler.Time("worker-wait", TimeSpan.FromSeconds(1), TimeSpan.FromDays(1))),
            scheduler.Time("silence-check-interval", TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1)),
            new FleetRules(
                local.IntOr("max-request-processes", "auto", Math.Min(Environment.ProcessorCount, 8), 0, 256),
                local.Int("prestart", 0, 256),
                worker.Int("slots", 1, 1024),
                minBackoff,
                local.Time("max-backoff", minBackoff, TimeSpan.FromHours(1)),
                local.Int("max-early-exits", 1, 1000),
                local.Time("restart-interval", TimeSpan.Zero, TimeSpan.FromMinutes(1)),
                local.Time("join-timeout", TimeSpan.FromSeconds(1), TimeSpan.FromHours(1))),
            local.Text("executable"),
            coordinator.Text("join-secret"),
            coordinator.Flag("allow-insecure"));
    }

    /// <summary>Everything but the secret.</summary>
    public override string ToString() => $"CoordinatorSettings {{ Transfer = {Transfer}, Scheduler = {Scheduler}, LocalWorkers = {LocalWorkers} }}";
}

namespace ActorDownloader.Scheduling;

/// <summary>The rules that the scheduler goes by.</summary>
/// <param name="LeaseSilence">How long a lease may go without a report before it counts as lost.</param>
/// <param name="WorkerWait">How long offered chunks wait while there is no worker at all.</param>
internal sealed record SchedulerRules(TimeSpan LeaseSilence, TimeSpan WorkerWait);

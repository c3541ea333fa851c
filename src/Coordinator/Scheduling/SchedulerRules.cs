namespace ActorDownloader.Scheduling;

/// <summary>The rules that the scheduler goes by.</summary>
/// <param name="LeaseSilence">How long a lease may go without a report before it counts as lost.</param>
/// <param name="WorkerWait">How long offered chunks wait while there is no worker at all.</param>
/// <param name="Window">How many leases the pool holds at once.</param>
/// <param name="PoolRetries">How many retries there are in the whole pool.</param>
/// <param name="TransferRetries">How many retries a transfer makes.</param>
/// <param name="Hedging">When a slow chunk is leased a second time.</param>
internal sealed record SchedulerRules(
    TimeSpan LeaseSilence,
    TimeSpan WorkerWait,
    WindowRules Window,
    RetryBudgetRules PoolRetries,
    RetryBudgetRules TransferRetries,
    HedgingRules Hedging);

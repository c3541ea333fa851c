using ActorDownloader.Configuration;

namespace ActorDownloader.Scheduling;

/// <summary>Window rules for tests.</summary>
internal static class Windows
{
    /// <summary>Those of the reference configuration.</summary>
    public static WindowRules Reference { get; } = CoordinatorSettings.Create(EffectiveConfig.Reference).Scheduler.Window;

    /// <summary>The reference configuration's rules, but for the window.</summary>
    public static SchedulerRules RulesWith(WindowRules window) =>
        CoordinatorSettings.Create(EffectiveConfig.Reference).Scheduler with { Window = window };

    /// <summary>The reference configuration's rules for slow chunks.</summary>
    public static HedgingRules Hedging { get; } = CoordinatorSettings.Create(EffectiveConfig.Reference).Scheduler.Hedging;

    /// <summary>No adaption: always this many.</summary>
    public static WindowRules Fixed(int leases) => Reference with { Min = leases, Start = leases, Max = leases };
}

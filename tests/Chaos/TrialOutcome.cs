using System.Collections.Immutable;

namespace ActorDownloader.Chaos;

/// <summary>What came of a scenario.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Outcome">In a word.</param>
/// <param name="Violations">Which invariants did not hold; empty when all did.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Errors">What the download said, where an invariant did not hold.</param>
internal sealed record TrialOutcome(Scenario Scenario, string Outcome, ImmutableArray<string> Violations, TimeSpan Elapsed, string Errors)
{
    public override string ToString()
    {
        var disturbances = string.Join(", ", Scenario.Disturbances);
        return Violations.IsEmpty
            ? $"seed {Scenario.Seed}: {Outcome} ({disturbances})"
            : $"seed {Scenario.Seed}: VIOLATION: {string.Join("; ", Violations)} ({Outcome}; {disturbances}; {Scenario.Length} bytes "
                + $"in chunks of {Scenario.ChunkLength}, {Scenario.Workers} workers)\n{Errors}";
    }
}

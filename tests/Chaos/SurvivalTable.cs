using System.Globalization;
using System.Text;

namespace ActorDownloader.Chaos;

/// <summary>How downloads ended, by what went wrong with them. A download that several things went wrong with counts for each.</summary>
internal static class SurvivalTable
{
    private static readonly string[] Outcomes = ["completed", "continued", "cancelled", "failed"];

    public static string Of(IReadOnlyCollection<TrialOutcome> trials)
    {
        var table = new StringBuilder();
        table.AppendLine($"| What went wrong | Downloads | {string.Join(" | ", Outcomes)} | violations |");
        table.AppendLine("|---|" + string.Concat(Enumerable.Repeat("---:|", Outcomes.Length + 2)));
        var groups = trials
            .SelectMany(trial => trial.Scenario.Disturbances.Select(disturbance => (disturbance.Name, trial)).Distinct())
            .GroupBy(pair => pair.Name, pair => pair.trial)
            .OrderBy(group => group.Key, StringComparer.Ordinal);
        foreach (var group in groups)
        {
            AppendRow(table, group.Key, [.. group]);
        }

        AppendRow(table, "**all**", trials);
        return table.ToString();
    }

    private static void AppendRow(StringBuilder table, string name, IReadOnlyCollection<TrialOutcome> trials) => table.AppendLine(
        CultureInfo.InvariantCulture,
        $"| {name} | {trials.Count} "
            + $"| {string.Join(" | ", Outcomes.Select(outcome => trials.Count(trial => trial.Outcome == outcome)))} "
            + $"| {trials.Count(trial => !trial.Violations.IsEmpty)} |");
}

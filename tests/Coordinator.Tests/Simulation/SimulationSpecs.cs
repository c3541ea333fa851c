using System.Globalization;
using ActorDownloader.Transfers;
using Xunit.Abstractions;

namespace ActorDownloader.Simulation;

/// <summary>
/// Many schedules of the whole pure core, each from its seed. ACTORDL_SIMULATIONS runs more, ACTORDL_SIMULATION_SEED one.
/// </summary>
public class SimulationSpecs(ITestOutputHelper output)
{
    [Fact]
    public void Every_schedule_ends_with_each_transfer_whole_or_gone()
    {
        var only = Read("ACTORDL_SIMULATION_SEED");
        var count = only is null ? Read("ACTORDL_SIMULATIONS") ?? 20_000 : 1;
        var violations = new List<string>();
        var outcomes = new Dictionary<TransferPhase, int>();
        var resumptions = new Dictionary<string, int>();
        for (var seed = only ?? 0; count > 0; seed++, count--)
        {
            var world = new SimulatedWorld(seed);
            if (Record.Exception(world.Run) is { } violation)
            {
                violations.Add(
                    violation.Message.StartsWith("Seed ", StringComparison.Ordinal) ? violation.Message : $"Seed {seed}: {violation}");
                continue;
            }

            foreach (var (phase, transfers) in world.Outcomes)
            {
                outcomes[phase] = outcomes.GetValueOrDefault(phase) + transfers;
            }

            foreach (var (what, transfers) in world.Resumptions)
            {
                resumptions[what] = resumptions.GetValueOrDefault(what) + transfers;
            }
        }

        Assert.True(violations.Count == 0, $"{violations.Count} schedules break what must hold:\n{string.Join('\n', violations.Take(10))}");
        output.WriteLine(string.Join(", ", resumptions.Select(resumption => $"{resumption.Key}: {resumption.Value}")));
        output.WriteLine(string.Join(", ", outcomes.Select(outcome => $"{outcome.Key}: {outcome.Value}")));
        if (only is null)
        {
            // A simulator in which nothing succeeds, or nothing fails, would prove little.
            Assert.All(
                [TransferPhase.Completed, TransferPhase.Failed, TransferPhase.Cancelled],
                phase => Assert.True(outcomes.GetValueOrDefault(phase) > 0));
            Assert.All(resumptions, resumption => Assert.True(resumption.Value > 0, resumption.Key));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(77)]
    [InlineData(4711)]
    public void A_seed_is_one_schedule_event_by_event(int seed)
    {
        Assert.NotEmpty(Events(seed));
        Assert.Equal(Events(seed), Events(seed));
        Assert.NotEqual(Events(seed), Events(seed + 1));
    }

    private static List<string> Events(int seed)
    {
        var events = new List<string>();
        new SimulatedWorld(seed, events.Add).Run();
        return events;
    }

    private static int? Read(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}

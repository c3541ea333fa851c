using ActorDownloader.Chaos;

namespace ActorDownloader.EndToEnd;

/// <summary>A few of the chaos runs (<c>tests/Chaos</c>): the seeds that once found a bug, and some of each kind of trouble.</summary>
public class ChaosSpecs
{
    [Theory]
    [InlineData(15)] // Reserving room beyond the limit of file sizes ended the process.
    [InlineData(57)] // A temporary file that was cut and grew again was published.
    [InlineData(12)] // A coordinator that was killed left its temporary file behind for good.
    [InlineData(16)] // The same with workers that were started by hand.
    [InlineData(3)]
    [InlineData(20)]
    public async Task What_must_hold_holds_whatever_goes_wrong(int seed)
    {
        var outcome = await Trial.RunAsync(Scenario.Draw(seed));

        Assert.True(outcome.Violations.IsEmpty, outcome.ToString());
    }

    [Fact]
    public void A_scenario_follows_from_its_seed() => 
        Assert.Equal(string.Join(", ", Scenario.Draw(7).Disturbances), string.Join(", ", Scenario.Draw(7).Disturbances));
}

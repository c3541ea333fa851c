namespace ActorDownloader.WorkerNode.Rehearsing;

public class RehearsalSpecs
{
    [Fact]
    public async Task A_rehearsed_lease_goes_all_the_way_to_its_report()
    {
        var report = await Rehearsal.RunAsync();

        Assert.Empty(report.Failed);
        Assert.Equal(RehearsedOrigin.ObjectBytes, Assert.Single(report.Fetched).Length);
        Assert.Equal("\"rehearsal\"", Assert.Single(report.Discovered).ETag);
    }
}

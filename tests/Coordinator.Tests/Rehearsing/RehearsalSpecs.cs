using ActorDownloader.Configuration;

namespace ActorDownloader.Rehearsing;

public class RehearsalSpecs
{
    [Fact]
    public void A_rehearsed_download_goes_all_the_way_to_its_result()
    {
        var settings = CoordinatorSettings.Create(EffectiveConfig.Reference);

        var result = Rehearsal.Run(settings.Scheduler, settings.Transfer);

        Assert.NotNull(result);
        Assert.Equal(1, result.Requests);
        Assert.Single(result.Workers);
    }

    [Theory]
    [InlineData("transfer.checksum-mode = required")]
    [InlineData("transfer.etag-is-md5 = on")]
    [InlineData("scheduler.window.max = 1")]
    [InlineData("transfer.multipart-threshold = 1, transfer.preallocate = off")]
    public void It_does_so_whatever_is_configured(string setting)
    {
        var settings = CoordinatorSettings.Create(EffectiveConfig.Load($"actor-downloader {{ {setting} }}"));

        Assert.NotNull(Rehearsal.Run(settings.Scheduler, settings.Transfer));
    }
}

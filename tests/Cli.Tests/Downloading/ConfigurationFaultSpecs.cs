namespace ActorDownloader.Cli.Downloading;

public class ConfigurationFaultSpecs
{
    [Fact]
    public void A_setting_that_an_option_made_is_named_by_the_option() =>
        Assert.Equal(
            "--slots: actor-downloader.worker.slots = 0: expected 1 to 1024.",
            ConfigurationFault.Of("actor-downloader.worker.slots = 0: expected 1 to 1024.", new DownloaderOptions { RequestSlots = 0 }));

    [Fact]
    public void A_setting_that_a_file_made_is_named_by_its_key() =>
        Assert.Equal(
            "actor-downloader.worker.slots = 0: expected 1 to 1024.",
            ConfigurationFault.Of(
                "actor-downloader.worker.slots = 0: expected 1 to 1024.", new DownloaderOptions { MaxRequestProcesses = 1 }));
}

using Akka.Configuration;

namespace ActorDownloader.Configuration;

public class EffectiveConfigSpecs
{
    private const long MiB = 1024 * 1024;

    [Fact]
    public void Options_win_over_the_callers_text_and_that_over_the_reference()
    {
        var settings = Of(new DownloaderOptions
        {
            Config = """
                actor-downloader {
                  transfer { multipart-threshold = 1MiB, max-active = 7 }
                  local-workers.max-request-processes = 3
                  worker.slots = 5
                }
                """,
            MultipartThreshold = 2 * MiB,
            MaxRequestProcesses = 4,
        });

        Assert.Equal(2 * MiB, settings.Transfer.Sizing.Threshold);
        Assert.Equal(4, settings.LocalWorkers.MaxProcesses);
        Assert.Equal(7, settings.Transfer.MaxActive);
        Assert.Equal(5, settings.LocalWorkers.Slots);
        Assert.Equal(8 * MiB, settings.Transfer.Sizing.ChunkLength);
    }

    [Fact]
    public void Each_option_has_its_place()
    {
        var settings = Of(new DownloaderOptions
        {
            MultipartThreshold = 3 * MiB,
            MultipartChunkSize = 2 * MiB,
            MaxRequestProcesses = 0,
            RequestSlots = 9,
            MaxConcurrency = 20,
            WorkerExecutable = "/w",
        });

        Assert.Equal((3 * MiB, 2 * MiB), (settings.Transfer.Sizing.Threshold, settings.Transfer.Sizing.ChunkLength));
        Assert.Equal((1, 20, 20), (settings.Scheduler.Window.Min, settings.Scheduler.Window.Start, settings.Scheduler.Window.Max));
        Assert.Equal((0, 9, "/w"), (settings.LocalWorkers.MaxProcesses, settings.LocalWorkers.Slots, settings.WorkerExecutable));
    }

    [Fact]
    public void A_chunk_size_that_an_option_names_does_not_grow() =>
        Assert.Equal(2 * MiB, Of(new DownloaderOptions { MultipartChunkSize = 2 * MiB }).Transfer.Sizing.MaxChunkLength);

    [Theory]
    [InlineData("/with space/worker")]
    [InlineData("C:\\dir\\worker.exe")]
    [InlineData("/quo\"ted/${dollar}/#hash//slashes")]
    [InlineData("/ends with backslash\\")]
    [InlineData("/ümlaut/工")]
    [InlineData("/line\nbreak\tand tab")]
    public void Odd_texts_arrive_as_they_were_given(string executable) =>
        Assert.Equal(executable, Of(new DownloaderOptions { WorkerExecutable = executable }).WorkerExecutable);

    [Fact]
    public void The_callers_text_needs_no_line_end() =>
        Assert.Equal(
            9,
            Of(new DownloaderOptions { Config = "actor-downloader.transfer.max-active = 7 # few", RequestSlots = 9 }).LocalWorkers.Slots);

    [Fact]
    public void No_options_change_nothing() =>
        Assert.Equal(CoordinatorSettings.Create(EffectiveConfig.Reference), Of(new DownloaderOptions()));

    [Theory]
    [InlineData("a = \"\\q\"")]
    [InlineData("a = ${nowhere}")]
    public void What_is_no_HOCON_is_said(string text) =>
        Assert.Throws<ConfigurationException>(() => Of(new DownloaderOptions { Config = text }));

    [Fact]
    public void How_patient_a_client_is_reaches_the_coordinator_and_its_workers()
    {
        var options = new DownloaderOptions
        {
            S3 = new S3Options { MaxAttempts = 7, ConnectTimeout = TimeSpan.FromSeconds(2), ReadTimeout = TimeSpan.FromSeconds(9) }
        };
        var config = EffectiveConfig.Load(EffectiveConfig.OverlayOf(options));

        Assert.Equal(7, CoordinatorSettings.Create(config).Transfer.Retry.MaxAttempts);
        Assert.Equal(TimeSpan.FromSeconds(2), config.GetTimeSpan("actor-downloader.worker.http.connect-timeout"));
        Assert.Equal(TimeSpan.FromSeconds(9), config.GetTimeSpan("actor-downloader.worker.http.first-byte-timeout"));
        Assert.Equal(TimeSpan.FromSeconds(9), config.GetTimeSpan("actor-downloader.worker.http.stall-timeout"));
    }

    private static CoordinatorSettings Of(DownloaderOptions options) =>
        CoordinatorSettings.Create(EffectiveConfig.Load(EffectiveConfig.OverlayOf(options)));
}

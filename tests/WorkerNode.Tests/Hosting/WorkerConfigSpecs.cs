using Akka.Configuration;

namespace ActorDownloader.WorkerNode.Hosting;

public sealed class WorkerConfigSpecs
{
    [Fact]
    public void Options_win_over_the_file_and_the_file_over_the_reference()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "actor-downloader.worker { slots = 3, http.read-buffer = 1MiB }");
        try
        {
            var settings = Settings(
                WorkerConfig.OverlayOf(new WorkerOptions("x") { ConfigFile = file, Slots = 5, Roots = ["/a \"b\"", "/c\\d"] }));

            Assert.Equal(5, settings.Slots);
            Assert.Equal(1024 * 1024, settings.Http.BufferBytes);
            Assert.Equal<string>(["/a \"b\"", "/c\\d"], settings.AllowedRoots.AsEnumerable());
            Assert.Equal(TimeSpan.FromSeconds(30), settings.Timing.JoinTimeout);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void The_defaults_are_these()
    {
        var settings = Settings("");

        Assert.Equal(64, settings.Slots);
        Assert.Empty(settings.AllowedRoots);
        Assert.Equal(TimeSpan.FromMilliseconds(100), settings.Timing.ProgressInterval);
        Assert.Equal(TimeSpan.FromMilliseconds(250), settings.Timing.RegisterInterval);
        Assert.Equal(TimeSpan.FromSeconds(2), settings.Timing.FarewellTimeout);
        Assert.StartsWith("ActorDownloader/", settings.Http.UserAgent, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(5), settings.Http.ConnectTimeout);
        Assert.Equal(TimeSpan.FromMinutes(3), settings.Http.ConnectionLifetime);
        Assert.Equal(TimeSpan.FromSeconds(4), settings.Http.ConnectionIdleTimeout);
        Assert.True(settings.Http.UseProxy);
        Assert.Equal(512 * 1024, settings.Http.BufferBytes);
        Assert.Equal(TimeSpan.FromSeconds(20), settings.Http.Pace.FirstByteTimeout);
        Assert.Equal(TimeSpan.FromSeconds(15), settings.Http.Pace.StallTimeout);
        Assert.Equal(1024, settings.Http.Pace.MinimumBytesPerSecond);
    }

    [Theory]
    [InlineData("slots", "0")]
    [InlineData("slots", "1025")]
    [InlineData("progress-interval", "9ms")]
    [InlineData("register-interval", "2m")]
    [InlineData("join-timeout", "10ms")]
    [InlineData("farewell-timeout", "2m")]
    [InlineData("http.connect-timeout", "1ms")]
    [InlineData("http.first-byte-timeout", "2h")]
    [InlineData("http.stall-timeout", "1ms")]
    [InlineData("http.minimum-rate", "0")]
    [InlineData("http.connection-lifetime", "1ms")]
    [InlineData("http.connection-idle-timeout", "1ms")]
    [InlineData("http.read-buffer", "1KiB")]
    public void A_value_outside_of_its_range_is_named_with_its_key(string key, string value)
    {
        var error = Assert.Throws<ConfigurationException>(() => Settings($"actor-downloader.worker.{key} = {value}"));

        Assert.Contains($"actor-downloader.worker.{key} = {value}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_relative_root_is_refused() =>
        Assert.Contains(
            "data",
            Assert.Throws<ConfigurationException>(() => Settings("actor-downloader.worker.allowed-roots = [data]")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void What_is_no_HOCON_is_said() =>
        Assert.Throws<ConfigurationException>(() => WorkerConfig.Over(WorkerConfig.Reference, "a = ${nowhere}"));

    private static WorkerSettings Settings(string overlay) => WorkerSettings.Create(WorkerConfig.Over(WorkerConfig.Reference, overlay));
}

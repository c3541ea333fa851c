using Akka.Configuration;
using Akka.TestKit;

namespace Akka.Contract.Testing;

/// <summary>How the times of a test stretch with <c>akka.test.timefactor</c>.</summary>
public class DilationSpecs() : KitContract("akka.test { timefactor = 2.5, default-timeout = 7s, single-expect-default = 4s }\n")
{
    [Fact]
    public void A_time_is_multiplied_by_the_factor()
    {
        Assert.Equal(TimeSpan.FromSeconds(5), Dilated(TimeSpan.FromSeconds(2)));
        Assert.Equal(TimeSpan.FromSeconds(5), RemainingOrDilated(TimeSpan.FromSeconds(2)));
        Assert.Throws<ArgumentException>(() => Dilated(TimeSpan.FromSeconds(-1)));
    }

    [Fact]
    public void So_is_the_time_of_an_expectation_that_is_given_none()
    {
        Assert.Equal(TimeSpan.FromSeconds(10), RemainingOrDefault);
        Assert.Equal(TimeSpan.FromSeconds(10), RemainingOrDilated(null));
        Assert.Equal(TimeSpan.FromSeconds(4), GetTimeoutOrDefault(null));
    }

    [Fact]
    public void The_settings_can_be_asked_for()
    {
        Assert.Equal(2.5, TestKitSettings.TestTimeFactor);
        Assert.Equal(TimeSpan.FromSeconds(7), TestKitSettings.DefaultTimeout);
        Assert.Equal(TimeSpan.FromSeconds(4), TestKitSettings.SingleExpectDefault);
        Assert.Equal(TimeSpan.FromSeconds(30), TestKitSettings.TestEventFilterLeeway);
        Assert.Same(TestKitSettings, TestKitExtension.For(Sys));
    }

    [Fact]
    public void The_defaults_are_in_the_default_configuration()
    {
        var settings = new TestKitSettings(DefaultConfig);

        Assert.Equal(1, settings.TestTimeFactor);
        Assert.Equal(TimeSpan.FromSeconds(5), settings.DefaultTimeout);
        Assert.Equal(TimeSpan.FromSeconds(3), settings.SingleExpectDefault);
        Assert.Equal(TimeSpan.FromSeconds(3), settings.TestEventFilterLeeway);
    }

    [Fact]
    public void A_factor_that_is_not_positive_is_refused()
    {
        Assert.Throws<ConfigurationException>(() => new TestKitSettings("akka.test.timefactor = 0"));
        Assert.Throws<ConfigurationException>(() => new TestKitSettings(ConfigurationFactory.Empty));
    }
}

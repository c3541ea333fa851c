using Akka.Actor;
using Akka.Configuration;

namespace Akka.TestKit;

/// <summary>The settings below <c>akka.test</c>.</summary>
public class TestKitSettings : IExtension
{
    /// <exception cref="ConfigurationException">There is no configuration, or the time factor is not positive.</exception>
    public TestKitSettings(Config config)
    {
        if (config.IsNullOrEmpty()) throw ConfigurationException.NullOrEmptyConfig<TestKitSettings>();
        DefaultTimeout = config.GetTimeSpan("akka.test.default-timeout", allowInfinite: false);
        SingleExpectDefault = config.GetTimeSpan("akka.test.single-expect-default", allowInfinite: false);
        TestEventFilterLeeway = config.GetTimeSpan("akka.test.filter-leeway", allowInfinite: false);
        TestTimeFactor = config.GetDouble("akka.test.timefactor");
        LogTestKitCalls = config.GetBoolean("akka.test.testkit.debug");
        if (TestTimeFactor <= 0)
        {
            throw new ConfigurationException($"akka.test.timefactor is {TestTimeFactor}, must be positive");
        }
    }

    public TimeSpan DefaultTimeout { get; }

    public TimeSpan SingleExpectDefault { get; }

    public TimeSpan TestEventFilterLeeway { get; }

    public double TestTimeFactor { get; }

    /// <summary>Whether each expectation is logged at debug level.</summary>
    public bool LogTestKitCalls { get; }
}

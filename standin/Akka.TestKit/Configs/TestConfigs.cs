using Akka.Configuration;

namespace Akka.TestKit.Configs;

/// <summary>Configurations of actor systems under test.</summary>
public static class TestConfigs
{
    /// <summary>The defaults of the test kit.</summary>
    public static Config DefaultConfig => TestKitBase.DefaultConfig;

    /// <summary>The defaults, with <see cref="TestScheduler"/> in place of the clock.</summary>
    public static Config TestSchedulerConfig =>
        ConfigurationFactory.ParseString("akka.scheduler.implementation = \"Akka.TestKit.TestScheduler, Akka.TestKit\"")
            .WithFallback(DefaultConfig);
}

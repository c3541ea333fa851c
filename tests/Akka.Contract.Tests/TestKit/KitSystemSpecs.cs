using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Xunit.Abstractions;

namespace Akka.Contract.Testing;

/// <summary>Which actor system a test kit tests, and what becomes of it.</summary>
public class KitSystemSpecs(ITestOutputHelper output)
{
    private const string Quiet = "akka { loglevel = OFF, stdout-loglevel = OFF }\n";

    [Fact]
    public void A_kit_makes_a_system_named_test()
    {
        using var kit = new Kit(ConfigurationFactory.ParseString(Quiet));

        Assert.Equal("test", kit.Sys.Name);
        Assert.Equal("OFF", kit.Sys.Settings.LogLevel);
        Assert.Equal("3s", kit.Sys.Settings.Config.GetString("akka.test.single-expect-default"));
    }

    [Fact]
    public void A_kit_makes_a_system_with_another_name()
    {
        using var kit = new Kit(Quiet, "other");

        Assert.Equal("other", kit.Sys.Name);
    }

    [Fact]
    public async Task A_kit_tests_a_system_that_is_there()
    {
        var system = ActorSystem.Create("mine", Quiet + "akka.test.timefactor = 2");
        using (var kit = new Kit(system))
        {
            Assert.Same(system, kit.Sys);
            Assert.Equal(2, kit.TestKitSettings.TestTimeFactor);
            Assert.Equal(TimeSpan.FromSeconds(3), kit.TestKitSettings.SingleExpectDefault);
        }

        await system.WhenTerminated.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Disposing_a_kit_terminates_its_system()
    {
        var kit = new Kit(Quiet, "disposed");

        kit.Dispose();

        Assert.True(kit.Sys.WhenTerminated.IsCompleted);
        Assert.True(kit.AfterAllCalled);
    }

    [Fact]
    public void A_kit_without_patience_reports_a_system_that_does_not_terminate()
    {
        using var kit = new Kit(Quiet, "stubborn");
        using var release = new ManualResetEventSlim();
        kit.Sys.ActorOf(Props.Create<Stubborn>(release));
        kit.TestActor.Tell("a");

        Assert.Throws<TimeoutException>(() => kit.Shutdown(TimeSpan.FromMilliseconds(50), verifySystemShutdown: true));
        release.Set();
    }

    [Fact]
    public void Log_events_go_to_the_output_of_the_test()
    {
        var lines = new Lines(output);
        using var kit = new Kit("akka { loglevel = INFO, stdout-loglevel = OFF, loggers = [] }\n", "logging", lines);

        // The first ones may come before the logger, an actor, listens.
        kit.AwaitAssert(
            () =>
            {
                kit.Log.Info("said");
                Assert.Contains(lines.All, line => line.Contains("said", StringComparison.Ordinal));
            },
            TimeSpan.FromSeconds(30));
    }

    private sealed class Kit : TestKit.Xunit2.TestKit
    {
        public Kit(Config config)
            : base(config)
        {
        }

        public Kit(ActorSystem system)
            : base(system)
        {
        }

        public Kit(string config, string name, ITestOutputHelper? output = null)
            : base(config, name, output)
        {
        }

        public bool AfterAllCalled { get; private set; }

        protected override void AfterAll() => AfterAllCalled = true;
    }

    private sealed class Stubborn(ManualResetEventSlim release) : ReceiveActor
    {
        protected override void PostStop() => release.Wait(TimeSpan.FromSeconds(30));
    }

    private sealed class Lines(ITestOutputHelper inner) : ITestOutputHelper
    {
        private readonly List<string> _all = [];

        public string[] All
        {
            get
            {
                lock (_all) return [.. _all];
            }
        }

        public void WriteLine(string message)
        {
            lock (_all) _all.Add(message);
            inner.WriteLine(message);
        }

        public void WriteLine(string format, params object[] args) => WriteLine(string.Format(null, format, args));
    }
}

using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.TestKit.Xunit2.Internals;
using Xunit.Abstractions;

namespace Akka.TestKit.Xunit2;

/// <summary>Base of xunit tests of actors. Disposing it terminates the actor system.</summary>
public class TestKit : TestKitBase, IDisposable
{
    private static readonly TimeSpan LoggerStartTime = TimeSpan.FromSeconds(3);

    /// <summary>Takes the log events of the system under test; null for none.</summary>
    protected readonly ITestOutputHelper Output;

    private bool _isDisposed;

    /// <summary>Tests <paramref name="system"/>, or a new system with the default configuration.</summary>
    public TestKit(ActorSystem system = null, ITestOutputHelper output = null)
        : base(Assertions, system)
    {
        Output = output;
        InitializeLogger(Sys);
    }

    /// <summary>Tests a new system with that configuration, and the default where it is silent.</summary>
    public TestKit(Config config, string actorSystemName = null, ITestOutputHelper output = null)
        : base(Assertions, config, actorSystemName)
    {
        Output = output;
        InitializeLogger(Sys);
    }

    /// <inheritdoc cref="TestKit(Config, string, ITestOutputHelper)"/>
    public TestKit(string config, ITestOutputHelper output = null)
        : this(ConfigurationFactory.ParseString(config), null, output)
    {
    }

    /// <inheritdoc cref="TestKitBase.DefaultConfig"/>
    public static new Config DefaultConfig => TestKitBase.DefaultConfig;

    /// <inheritdoc cref="TestKitBase.FullDebugConfig"/>
    public static new Config FullDebugConfig => TestKitBase.FullDebugConfig;

    protected static XunitAssertions Assertions { get; } = new();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Called when the test is over, before the system is terminated.</summary>
    protected virtual void AfterAll()
    {
    }

    protected virtual void Dispose(bool disposing)
    {
        if (_isDisposed) return;
        _isDisposed = true;
        try
        {
            AfterAll();
        }
        finally
        {
            Shutdown();
        }
    }

    /// <summary>Has the log events of a system written to the test's output, if it has one.</summary>
    protected void InitializeLogger(ActorSystem system) => InitializeLogger(system, "");

    /// <inheritdoc cref="InitializeLogger(ActorSystem)"/>
    /// <param name="system">The system.</param>
    /// <param name="prefix">Begins each line.</param>
    protected void InitializeLogger(ActorSystem system, string prefix)
    {
        if (Output is null) return;
        var logger = ((ExtendedActorSystem)system).SystemActorOf(Props.Create<TestOutputLogger>(Output, prefix ?? ""), "log-test");
        logger.Ask<LoggerInitialized>(new InitializeLogger(system.EventStream), LoggerStartTime).GetAwaiter().GetResult();
    }
}

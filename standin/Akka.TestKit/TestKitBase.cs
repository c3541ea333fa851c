using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Configuration;
using Akka.Event;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

/// <summary>
/// An actor system under test, and a test actor that keeps what it receives until the test takes it. What the test tells without naming a
/// sender comes from the test actor. Not thread-safe: one test, one thread at a time.
/// </summary>
public abstract partial class TestKitBase : IActorRefFactory
{
    private static int testActorCount;

    private readonly ITestKitAssertions _assertions;
    private readonly TestActorMailbox _received = new();
    private MessageEnvelope _last = NullMessageEnvelope.Instance;

    /// <summary>Tests <paramref name="system"/>, or a new system with the default configuration.</summary>
    protected TestKitBase(ITestKitAssertions assertions, ActorSystem system = null, string testActorName = null)
        : this(assertions, system, ConfigurationFactory.Empty, null, testActorName)
    {
    }

    /// <summary>Tests a new system with that configuration, and the default where it is silent.</summary>
    protected TestKitBase(ITestKitAssertions assertions, Config config, string actorSystemName = null, string testActorName = null)
        : this(assertions, null, config, actorSystemName, testActorName)
    {
    }

    private TestKitBase(ITestKitAssertions assertions, ActorSystem system, Config config, string systemName, string testActorName)
    {
        ArgumentNullException.ThrowIfNull(assertions);
        _assertions = assertions;
        if (system is null) system = ActorSystem.Create(systemName ?? "test", config.SafeWithFallback(DefaultConfig));
        else if (!system.HasExtension<TestKitSettings>()) system.Settings.InjectTopLevelFallback(DefaultConfig);

        Sys = system;
        system.RegisterExtension(new TestKitExtension());
        TestKitSettings = TestKitExtension.For(system);
        Log = Logging.GetLogger(system, GetType());
        EventFilter = new EventFilterFactory(this, system, []);
        TestActor = CreateTestActor(
            string.IsNullOrEmpty(testActorName) ? $"testActor{Interlocked.Increment(ref testActorCount)}" : testActorName);
        BecomeImplicitSender();
    }

    /// <summary>The configuration below that of a test.</summary>
    public static Config DefaultConfig { get; } =
        ConfigurationFactory.FromResource<TestKitBase>("Akka.TestKit.Internal.Reference.conf");

    /// <summary>Logs all that an actor system can log about itself.</summary>
    public static Config FullDebugConfig { get; } = ConfigurationFactory.ParseString(
        """
        akka.log-dead-letters-during-shutdown = true
        akka.actor.debug.receive = true
        akka.actor.debug.autoreceive = true
        akka.actor.debug.lifecycle = true
        akka.actor.debug.event-stream = true
        akka.actor.debug.unhandled = true
        akka.actor.debug.fsm = true
        akka.actor.debug.router-misconfiguration = true
        akka.log-dead-letters = true
        akka.loglevel = DEBUG
        akka.stdout-loglevel = DEBUG
        """);

    /// <summary>The system under test.</summary>
    public ActorSystem Sys { get; }

    public TestKitSettings TestKitSettings { get; }

    /// <summary>Receives what the test expects.</summary>
    public IActorRef TestActor { get; }

    /// <summary>Expects log events and dead letters of the system under test.</summary>
    public EventFilterFactory EventFilter { get; }

    public ILoggingAdapter Log { get; }

    /// <summary>The message taken last.</summary>
    /// <exception cref="IllegalActorStateException">The last attempt found none.</exception>
    public object LastMessage => _last.Message;

    /// <summary>Sender of the message taken last.</summary>
    /// <exception cref="IllegalActorStateException">The last attempt found none.</exception>
    public IActorRef LastSender => _last.Sender;

    /// <summary>Whether the test actor has received what the test has not taken.</summary>
    public bool HasMessages => _received.HasMessages;

    /// <summary>Expects log events and dead letters of another system, which must use the test kit's logger.</summary>
    public EventFilterFactory CreateEventFilter(ActorSystem system) => new(this, system, []);

    /// <summary>Makes an actor of its own, with expectations of its own.</summary>
    public virtual TestProbe CreateTestProbe(string name = null) => CreateTestProbe(Sys, name);

    /// <inheritdoc cref="CreateTestProbe(string)"/>
    public virtual TestProbe CreateTestProbe(ActorSystem system, string name = null) => new(system, _assertions, name);

    /// <summary>Makes one more test actor, whose messages come together with those of <see cref="TestActor"/>.</summary>
    public IActorRef CreateTestActor(string name) =>
        ((ExtendedActorSystem)Sys).SystemActorOf(Props.Create<InternalTestActor>(_received).OnCallingThread(), name);

    internal void Fail(string message) => _assertions.Fail("{0}", message);

    private void BecomeImplicitSender()
    {
        if (this is not INoImplicitSender) InternalCurrentActorCellKeeper.Current = ((LocalActorRef)TestActor).Cell;
        else if (this is not TestProbe) InternalCurrentActorCellKeeper.Current = null;
        var context = new ActorCellKeepingSynchronizationContext(InternalCurrentActorCellKeeper.Current);
        SynchronizationContext.SetSynchronizationContext(context);
    }
}

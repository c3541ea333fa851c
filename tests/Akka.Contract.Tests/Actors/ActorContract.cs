using Akka.Actor;

namespace Akka.Contract.Actors;

/// <summary>Base of the specifications: an actor system, patience for a loaded machine, and actors made from functions.</summary>
public abstract class ActorContract : TestKit.Xunit2.TestKit
{
    protected const string Patience = """
        akka.loglevel = OFF
        akka.stdout-loglevel = OFF
        akka.log-dead-letters = off
        akka.test.default-timeout = 30s
        akka.test.single-expect-default = 30s
        """;

    protected static readonly TimeSpan Patient = TimeSpan.FromSeconds(30);
    protected static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(20);

    protected ActorContract(string hocon = "")
        : base(Patience + Environment.NewLine + hocon)
    {
    }

    /// <summary>An actor that does so with every message.</summary>
    protected IActorRef Actor(Action<IActorContext, object> receive, string? name = null) =>
        Sys.ActorOf(FunctionActor.Props(receive), name);

    /// <summary>An actor that tells the test all it hears.</summary>
    protected IActorRef Reporter() => Actor((_, message) => TestActor.Tell(message));

    /// <summary>Waits until the actor has handled all that this test has sent it.</summary>
    protected void AwaitIdle(IActorRef actor)
    {
        var probe = CreateTestProbe();
        actor.Tell(new Identify("idle"), probe.Ref);
        probe.ExpectMsg<ActorIdentity>();
    }

    /// <summary>Waits until the actor has terminated.</summary>
    protected void AwaitTermination(IActorRef actor)
    {
        var probe = CreateTestProbe();
        probe.Watch(actor);
        probe.ExpectTerminated(actor);
    }
}

using Akka.Actor;
using Xunit.Sdk;

namespace Akka.Contract.Testing;

/// <summary>Base of the specifications of the test kit: its usual patience, and actors that answer.</summary>
public abstract class KitContract : TestKit.Xunit2.TestKit
{
    protected const string Quiet = """
        akka.loglevel = OFF
        akka.stdout-loglevel = OFF
        akka.test.single-expect-default = 30s
        akka.test.filter-leeway = 30s
        """;

    protected static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(20);

    protected KitContract(string hocon = "")
        : base(Quiet + Environment.NewLine + hocon)
    {
    }

    /// <summary>An actor that sends every message back.</summary>
    protected IActorRef Echo() => Sys.ActorOf(Props.Create<EchoActor>());

    protected static void Fails(Action expectation) => Assert.ThrowsAny<XunitException>(expectation);

    protected static Task FailsAsync(Func<Task> expectation) => Assert.ThrowsAnyAsync<XunitException>(expectation);

    private sealed class EchoActor : ReceiveActor
    {
        public EchoActor() => ReceiveAny(message => Sender.Tell(message));
    }
}

using Akka.Actor;
using Akka.Event;
using Akka.Remote;

namespace Akka.Contract.Remoting;

public class QuarantineSpecs : RemotingSpecs
{
    [Fact]
    public async Task A_quarantined_incarnation_is_not_talked_to_and_learns_of_it()
    {
        var port = Systems.FreePort();
        using var network = new TcpProxy(port);
        var here = Systems.Create("here", Systems.AlertWatch);
        var there = Systems.Create("there", $"akka.remote.dot-netty.tcp {{ port = {port}, public-port = {network.Port} }}");
        Echo(there);
        Echo(here);
        var quarantined = Systems.Subscribe<QuarantinedEvent>(here);
        var outcast = Systems.Subscribe<ThisActorSystemQuarantinedEvent>(there);
        var deadLetters = Systems.Subscribe<DeadLetter>(here);
        var echo = await Systems.FindAsync(here, there, "echo");
        var watcher = new Recorder(here);
        watcher.Watch(echo);
        await ExpectEchoAsync(here, echo);

        await network.HearAsync();
        network.GoSilent();
        await watcher.NextAsync<Terminated>();
        await quarantined.NextAsync<QuarantinedEvent>();
        echo.Tell(new Letters.Text("lost"));
        await deadLetters.NextAsync<DeadLetter>(letter => letter.Message is Letters.Text { Value: "lost" });

        // The network recovers, the verdict stands.
        network.Speak();
        network.Cut();
        ThisActorSystemQuarantinedEvent? verdict = null;
        await Systems.EventuallyAsync(() =>
        {
            there.ActorSelection(Systems.PathOf(here, "echo")).Tell(new Letters.Text("let me in"));
            verdict = outcast.Rest().OfType<ThisActorSystemQuarantinedEvent>().FirstOrDefault();
            return Task.FromResult(verdict is not null);
        });
        Assert.Equal(Systems.AddressOf(here), verdict!.RemoteAddress);
        Assert.Equal(Systems.AddressOf(there), verdict.LocalAddress);
        await Assert.ThrowsAsync<AskTimeoutException>(
            () => echo.Ask<Letters.Text>(new Letters.Text("still?"), TimeSpan.FromMilliseconds(500)));
    }

    [Fact]
    public async Task After_a_restart_the_address_is_as_good_as_new()
    {
        var port = Systems.FreePort();
        using var network = new TcpProxy(port);
        var config = $"akka.remote.dot-netty.tcp {{ port = {port}, public-port = {network.Port} }}";
        var here = Systems.Create("here", Systems.AlertWatch);
        var there = Systems.Create("there", config);
        Echo(there);
        var quarantined = Systems.Subscribe<QuarantinedEvent>(here);
        var echo = await Systems.FindAsync(here, there, "echo");
        var watcher = new Recorder(here);
        watcher.Watch(echo);
        await ExpectEchoAsync(here, echo);
        await network.HearAsync();
        network.GoSilent();
        await quarantined.NextAsync<QuarantinedEvent>();
        await there.Terminate();

        network.Speak();
        network.Cut();
        there = Systems.Create("there", config);
        Echo(there);
        await EventuallyEchoesAsync(here, there);
    }
}

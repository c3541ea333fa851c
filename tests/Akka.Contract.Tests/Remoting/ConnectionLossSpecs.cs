using Akka.Actor;
using Akka.Event;
using Akka.Remote;

namespace Akka.Contract.Remoting;

public class ConnectionLossSpecs : RemotingSpecs
{
    [Fact]
    public async Task After_a_lost_connection_messages_flow_again()
    {
        using var network = Network(out var here, out var there);
        Echo(there);
        await ExpectEchoAsync(here, await Systems.FindAsync(here, there, "echo"));
        network.Cut();
        await EventuallyEchoesAsync(here, there);
        Assert.True(network.Connections > 1);
    }

    [Fact]
    public async Task A_reference_survives_the_loss_of_the_connection()
    {
        using var network = Network(out var here, out var there);
        Echo(there);
        var echo = await Systems.FindAsync(here, there, "echo");
        network.Cut();
        await EventuallyEchoesAsync(here, there);
        await ExpectEchoAsync(here, echo);
    }

    [Fact]
    public async Task A_watch_made_while_the_connection_is_down_takes_effect()
    {
        using var network = Network(out var here, out var there);
        Echo(there);
        var echo = await Systems.FindAsync(here, there, "echo");
        var lost = Systems.Subscribe<DisassociatedEvent>(here);
        network.Cut();
        await lost.NextAsync<DisassociatedEvent>();

        var watcher = new Recorder(here);
        watcher.Watch(echo);
        await EventuallyEchoesAsync(here, there);
        echo.Tell("stop");
        var terminated = await watcher.NextAsync<Terminated>();
        Assert.Equal(echo, terminated.ActorRef);
        Assert.False(terminated.AddressTerminated);
    }

    [Fact]
    public async Task The_end_of_a_watched_actor_while_the_connection_is_down_is_reported_afterwards()
    {
        using var network = Network(out var here, out var there);
        var echoThere = Echo(there);
        var echo = await Systems.FindAsync(here, there, "echo");
        var watcher = new Recorder(here);
        watcher.Watch(echo);
        await ExpectEchoAsync(here, echo);

        var lost = Systems.Subscribe<DisassociatedEvent>(there);
        network.Cut();
        await lost.NextAsync<DisassociatedEvent>();
        await echoThere.GracefulStop(TimeSpan.FromSeconds(30));
        var terminated = await watcher.NextAsync<Terminated>();
        Assert.Equal(echo, terminated.ActorRef);
        Assert.False(terminated.AddressTerminated);
    }

    [Fact]
    public async Task Nothing_arrives_twice_or_out_of_order()
    {
        using var network = Network(out var here, out var there);
        Echo(there);
        var listener = new Recorder(there, "listener");
        var found = await Systems.FindAsync(here, there, "listener");
        var echo = await Systems.FindAsync(here, there, "echo");
        for (var number = 0; number < 4_000; number++)
        {
            found.Tell(new Letters.Numbered(number));
            switch (number % 1_000)
            {
                case 499:
                    await ExpectEchoAsync(here, echo);
                    break;
                case 999:
                    network.Cut();
                    await EventuallyEchoesAsync(here, there);
                    break;
            }
        }

        found.Tell(new Letters.Text("end"));
        var last = -1;
        while (await listener.NextAsync<Letters.ILetter>() is Letters.Numbered numbered)
        {
            Assert.True(numbered.Number > last, $"{numbered.Number} after {last}");
            last = numbered.Number;
        }

        Assert.True(last >= 3_499, $"The last was {last}.");
    }

    [Fact]
    public async Task Messages_to_a_system_that_cannot_be_reached_are_dead_letters()
    {
        var here = Systems.Create("here", "akka.remote.retry-gate-closed-for = 1 h");
        var deadLetters = Systems.Subscribe<DeadLetter>(here);
        var nowhere = here.ActorSelection($"akka.tcp://there@127.0.0.1:{Systems.FreePort()}/user/echo");
        nowhere.Tell(new Letters.Text("first"));
        await deadLetters.NextAsync<DeadLetter>(letter => IsText(letter.Message, "first"));

        // The gate is closed now.
        nowhere.Tell(new Letters.Text("second"));
        await deadLetters.NextAsync<DeadLetter>(letter => IsText(letter.Message, "second"));
    }

    private static bool IsText(object message, string value) =>
        (message is ActorSelectionMessage selection ? selection.Message : message) is Letters.Text text && text.Value == value;

    private TcpProxy Network(out ActorSystem here, out ActorSystem there)
    {
        var port = Systems.FreePort();
        var network = new TcpProxy(port);
        here = Systems.Create("here");
        there = Systems.Create("there", $"akka.remote.dot-netty.tcp {{ port = {port}, public-port = {network.Port} }}");
        return network;
    }
}

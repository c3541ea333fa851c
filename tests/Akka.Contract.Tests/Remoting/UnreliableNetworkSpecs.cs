using Akka.Actor;
using Akka.Remote;

namespace Akka.Contract.Remoting;

public class UnreliableNetworkSpecs : RemotingSpecs
{
    [Fact]
    public async Task However_often_connections_break_order_is_kept_in_both_directions()
    {
        const int Cuts = 15;
        var random = new Random(6);
        var (portHere, portThere) = (Systems.FreePort(), Systems.FreePort());
        using var toHere = new TcpProxy(portHere);
        using var toThere = new TcpProxy(portThere);
        var here = Systems.Create("here", Config(portHere, toHere.Port));
        var there = Systems.Create("there", Config(portThere, toThere.Port));
        Echo(here);
        Echo(there);
        var listenerHere = new Recorder(here, "listener");
        var listenerThere = new Recorder(there, "listener");
        await EventuallyEchoesAsync(here, there);
        var thither = await Systems.FindAsync(here, there, "listener");
        var hither = await Systems.FindAsync(there, here, "listener");

        var number = 0;
        for (var cut = 0; cut < Cuts; cut++)
        {
            Send(random.Next(50, 200));
            await EventuallyEchoesAsync(here, there);
            await EventuallyEchoesAsync(there, here);
            Send(random.Next(50, 500));
            toHere.Cut();
            toThere.Cut();
        }

        await EventuallyEchoesAsync(here, there);
        await EventuallyEchoesAsync(there, here);
        await ExpectAscendingAsync(thither, listenerThere);
        await ExpectAscendingAsync(hither, listenerHere);

        void Send(int count)
        {
            for (; count > 0; count--, number++)
            {
                thither.Tell(new Letters.Numbered(number));
                hither.Tell(new Letters.Numbered(number));
            }
        }
    }

    [Fact]
    public async Task However_often_connections_break_every_end_of_a_watched_actor_is_reported()
    {
        const int Watched = 60;
        var random = new Random(7);
        var port = Systems.FreePort();
        using var network = new TcpProxy(port);
        var here = Systems.Create("here", "akka.remote.retry-gate-closed-for = 50 ms");
        var there = Systems.Create("there", Config(port, network.Port));
        Echo(there);
        await EventuallyEchoesAsync(here, there);
        var watcher = new Recorder(here);
        var givenUp = Systems.Subscribe<QuarantinedEvent>(here);
        var watched = new List<(IActorRef Local, IActorRef Remote)>();
        for (var actor = 0; actor < Watched; actor++)
        {
            var name = $"watched-{actor}";
            watched.Add((Echo(there, name), await Systems.FindAsync(here, there, name)));
        }

        var cutting = Task.Run(async () =>
        {
            // Akka.NET may find that it cannot make up for what was lost. Then it gives the other system up, which ends all its actors.
            var isGivenUp = false;
            for (var cut = 0; cut < 10 && !isGivenUp; cut++)
            {
                network.Cut();
                await Systems.EventuallyAsync(async () => (isGivenUp = givenUp.Rest().Count > 0) || await EchoesAsync(here, there));
            }
        });
        foreach (var (local, remote) in watched)
        {
            watcher.Watch(remote);
            await Task.Delay(random.Next(10));
            there.Stop(local);
        }

        await cutting;
        var reported = new HashSet<IActorRef>();
        while (reported.Count < Watched)
        {
            reported.Add((await watcher.NextAsync<Terminated>()).ActorRef);
        }

        Assert.Equal(watched.Select(pair => pair.Remote).ToHashSet(), reported);
    }

    private static string Config(int port, int publicPort) => $$"""
        akka.remote {
          retry-gate-closed-for = 50 ms
          dot-netty.tcp { port = {{port}}, public-port = {{publicPort}} }
        }
        """;

    private static async Task ExpectAscendingAsync(IActorRef to, Recorder listener)
    {
        to.Tell(new Letters.Text("end"));
        var last = -1;
        while (await listener.NextAsync<Letters.ILetter>() is Letters.Numbered numbered)
        {
            Assert.True(numbered.Number > last, $"{numbered.Number} after {last}");
            last = numbered.Number;
        }

        Assert.True(last >= 0);
    }
}

using Akka.Actor;

namespace Akka.Contract.Remoting;

public class ShutdownSpecs : RemotingSpecs
{
    [Fact]
    public async Task Terminating_sends_what_is_on_its_way_first()
    {
        const int Count = 1_000;
        var (here, there) = (Systems.Create("here"), Systems.Create("there"));
        var listener = new Recorder(there, "listener");
        var found = await Systems.FindAsync(here, there, "listener");
        for (var number = 0; number < Count; number++)
        {
            found.Tell(new Letters.Numbered(number));
        }

        await here.Terminate();
        for (var number = 0; number < Count; number++)
        {
            Assert.Equal(number, (await listener.NextAsync<Letters.Numbered>()).Number);
        }
    }

    [Fact]
    public async Task Terminating_ends_even_if_the_other_side_is_silent()
    {
        var port = Systems.FreePort();
        using var network = new TcpProxy(port);
        var here = Systems.Create("here");
        var there = Systems.Create("there", $"akka.remote.dot-netty.tcp {{ port = {port}, public-port = {network.Port} }}");
        var listener = new Recorder(there, "listener");
        var found = await Systems.FindAsync(here, there, "listener");
        network.GoSilent();
        for (var number = 0; number < 100; number++)
        {
            found.Tell(new Letters.Bulk(100_000));
        }

        await here.Terminate().WaitAsync(TimeSpan.FromSeconds(30));
        _ = listener;
    }

    [Fact]
    public async Task The_port_is_free_afterwards()
    {
        var at = $"akka.remote.dot-netty.tcp.port = {Systems.FreePort()}";
        for (var time = 0; time < 3; time++)
        {
            await Systems.Create("phoenix", at).Terminate();
        }
    }
}

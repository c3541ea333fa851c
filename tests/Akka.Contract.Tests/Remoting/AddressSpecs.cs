using Akka.Actor;

namespace Akka.Contract.Remoting;

public class AddressSpecs : RemotingSpecs
{
    [Fact]
    public void Port_0_becomes_a_real_port_in_the_address()
    {
        var address = Systems.AddressOf(Systems.Create("here"));
        Assert.Equal("akka.tcp", address.Protocol);
        Assert.Equal("here", address.System);
        Assert.Equal("127.0.0.1", address.Host);
        Assert.InRange(address.Port!.Value, 1, 65_535);
    }

    [Fact]
    public void Two_systems_with_port_0_do_not_meet()
    {
        Assert.NotEqual(Systems.AddressOf(Systems.Create("one")).Port, Systems.AddressOf(Systems.Create("two")).Port);
    }

    [Fact]
    public async Task Public_host_and_port_are_those_that_others_use()
    {
        var port = Systems.FreePort();
        using var network = new TcpProxy(port);
        var here = Systems.Create("here");
        var there = Systems.Create(
            "there",
            $"akka.remote.dot-netty.tcp {{ hostname = \"127.0.0.1\", port = {port}, public-hostname = localhost, public-port "
                + $"= {network.Port} }}");
        Assert.Equal(new Address("akka.tcp", "there", "localhost", network.Port), Systems.AddressOf(there));
        Echo(there);
        await ExpectEchoAsync(here, await Systems.FindAsync(here, there, "echo"));
    }

    [Fact]
    public async Task A_message_to_another_name_of_the_same_host_is_dropped()
    {
        var (here, there) = (Systems.Create("here"), Systems.Create("there"));
        Echo(there);
        var alias = here.ActorSelection($"akka.tcp://there@localhost:{Systems.AddressOf(there).Port}/user/echo");
        await Assert.ThrowsAsync<ActorNotFoundException>(() => alias.ResolveOne(TimeSpan.FromSeconds(2)));

        // Under its own name it is still reached.
        await ExpectEchoAsync(here, await Systems.FindAsync(here, there, "echo"));
    }

    [Fact]
    public async Task A_message_to_a_system_of_another_name_is_dropped()
    {
        var (here, there) = (Systems.Create("here"), Systems.Create("there"));
        Echo(there);
        var stranger = here.ActorSelection($"akka.tcp://elsewhere@127.0.0.1:{Systems.AddressOf(there).Port}/user/echo");
        await Assert.ThrowsAsync<ActorNotFoundException>(() => stranger.ResolveOne(TimeSpan.FromSeconds(2)));
    }
}

using Akka.Actor;

namespace Akka.Contract.Remoting;

public class RestartSpecs : RemotingSpecs
{
    [Fact]
    public async Task A_system_restarted_at_the_same_address_is_reached_again()
    {
        var at = $"akka.remote.dot-netty.tcp.port = {Systems.FreePort()}";
        var here = Systems.Create("here");
        var there = Systems.Create("there", at);
        Echo(there);
        await ExpectEchoAsync(here, await Systems.FindAsync(here, there, "echo"));
        await there.Terminate();

        there = Systems.Create("there", at);
        Echo(there);
        await EventuallyEchoesAsync(here, there);
    }

    [Fact]
    public async Task A_restarted_system_reaches_those_it_knew_at_once()
    {
        var at = $"akka.remote.dot-netty.tcp.port = {Systems.FreePort()}";
        var here = Systems.Create("here", "akka.remote.retry-gate-closed-for = 1 h");
        Echo(here);
        var there = Systems.Create("there", at);
        await ExpectEchoAsync(there, await Systems.FindAsync(there, here, "echo"));
        await there.Terminate();

        there = Systems.Create("there", at);
        await ExpectEchoAsync(there, await Systems.FindAsync(there, here, "echo"));
    }

    [Fact]
    public async Task A_reference_to_the_old_incarnation_does_not_reach_the_new_one()
    {
        var at = $"akka.remote.dot-netty.tcp.port = {Systems.FreePort()}";
        var here = Systems.Create("here", Systems.AlertWatch);
        var there = Systems.Create("there", at);
        Echo(there);
        var old = await Systems.FindAsync(here, there, "echo");
        await ExpectEchoAsync(here, old);
        await there.Terminate();

        there = Systems.Create("there", at);
        Echo(there);
        await EventuallyEchoesAsync(here, there);
        await Assert.ThrowsAsync<AskTimeoutException>(
            () => old.Ask<Letters.Text>(new Letters.Text("old?"), TimeSpan.FromMilliseconds(500)));

        var watcher = new Recorder(here);
        watcher.Watch(old);
        Assert.Equal(old, (await watcher.NextAsync<Terminated>()).ActorRef);
    }

    [Fact]
    public async Task Watchers_of_the_old_incarnation_hear_of_its_end()
    {
        var port = Systems.FreePort();
        using var network = new TcpProxy(port);
        var here = Systems.Create("here", Systems.AlertWatch);
        var there = Systems.Create("there", $"akka.remote.dot-netty.tcp {{ port = {port}, public-port = {network.Port} }}");
        Echo(there);
        var old = await Systems.FindAsync(here, there, "echo");
        var watcher = new Recorder(here);
        watcher.Watch(old);
        await ExpectEchoAsync(here, old);

        // It goes without a word, and another takes its place.
        network.CutForGood();
        await there.Terminate();
        network.Repair();
        there = Systems.Create("there", $"akka.remote.dot-netty.tcp {{ port = {port}, public-port = {network.Port} }}");
        Echo(there);
        Assert.Equal(old, (await watcher.NextAsync<Terminated>()).ActorRef);
    }
}

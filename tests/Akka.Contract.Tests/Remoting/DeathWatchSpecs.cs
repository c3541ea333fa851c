using Akka.Actor;

namespace Akka.Contract.Remoting;

public class DeathWatchSpecs : RemotingSpecs
{
    [Fact]
    public async Task A_remote_actor_that_stops_is_reported_to_its_watcher()
    {
        var (here, there) = (Systems.Create("here"), Systems.Create("there"));
        Echo(there);
        var echo = await Systems.FindAsync(here, there, "echo");
        var watcher = new Recorder(here);
        watcher.Watch(echo);
        echo.Tell("stop");
        var terminated = await watcher.NextAsync<Terminated>();
        Assert.Equal(echo, terminated.ActorRef);
        Assert.False(terminated.AddressTerminated);
    }

    [Fact]
    public async Task All_watchers_are_told()
    {
        var (here, there) = (Systems.Create("here"), Systems.Create("there"));
        Echo(there);
        var echo = await Systems.FindAsync(here, there, "echo");
        var watchers = Enumerable.Range(0, 5).Select(_ => new Recorder(here)).ToList();
        watchers.ForEach(watcher => watcher.Watch(echo));
        echo.Tell("stop");
        foreach (var watcher in watchers)
        {
            Assert.Equal(echo, (await watcher.NextAsync<Terminated>()).ActorRef);
        }
    }

    [Fact]
    public async Task A_remote_actor_that_is_already_dead_is_reported_at_once()
    {
        var (here, there) = (Systems.Create("here"), Systems.Create("there"));
        Echo(there);
        var echo = await Systems.FindAsync(here, there, "echo");
        var first = new Recorder(here);
        first.Watch(echo);
        echo.Tell("stop");
        await first.NextAsync<Terminated>();

        var second = new Recorder(here);
        second.Watch(echo);
        var terminated = await second.NextAsync<Terminated>();
        Assert.Equal(echo, terminated.ActorRef);
        Assert.False(terminated.AddressTerminated);
    }

    [Fact]
    public async Task Who_unwatched_is_not_told()
    {
        var (here, there) = (Systems.Create("here"), Systems.Create("there"));
        Echo(there);
        var echo = await Systems.FindAsync(here, there, "echo");
        var (lost, kept) = (new Recorder(here), new Recorder(here));
        lost.Watch(echo);
        kept.Watch(echo);
        lost.Unwatch(echo);
        echo.Tell("stop");
        await kept.NextAsync<Terminated>();
        lost.Ref.Tell("marker");
        await lost.NextAsync<string>();
        Assert.False(lost.Skipped<Terminated>());
    }

    [Fact]
    public async Task Both_systems_may_watch_each_other()
    {
        var (here, there) = (Systems.Create("here"), Systems.Create("there"));
        Echo(there);
        Echo(here);
        var thither = await Systems.FindAsync(here, there, "echo");
        var hither = await Systems.FindAsync(there, here, "echo");
        var (watcherHere, watcherThere) = (new Recorder(here), new Recorder(there));
        watcherHere.Watch(thither);
        watcherThere.Watch(hither);
        thither.Tell("stop");
        hither.Tell("stop");
        Assert.Equal(thither, (await watcherHere.NextAsync<Terminated>()).ActorRef);
        Assert.Equal(hither, (await watcherThere.NextAsync<Terminated>()).ActorRef);
    }

    [Fact]
    public async Task The_termination_of_the_other_system_is_reported()
    {
        var (here, there) = (Systems.Create("here"), Systems.Create("there"));
        Echo(there);
        var echo = await Systems.FindAsync(here, there, "echo");
        var watcher = new Recorder(here);
        watcher.Watch(echo);
        await ExpectEchoAsync(here, echo);
        await there.Terminate();
        Assert.Equal(echo, (await watcher.NextAsync<Terminated>()).ActorRef);
    }

    [Fact]
    public async Task GracefulStop_of_a_remote_actor_waits_for_its_end()
    {
        var (here, there) = (Systems.Create("here"), Systems.Create("there"));
        Echo(there);
        var echo = await Systems.FindAsync(here, there, "echo");
        Assert.True(await echo.GracefulStop(TimeSpan.FromSeconds(30)));
        await Assert.ThrowsAsync<ActorNotFoundException>(
            () => here.ActorSelection(Systems.PathOf(there, "echo")).ResolveOne(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task A_system_that_falls_silent_is_reported_with_its_address_and_quarantined()
    {
        var port = Systems.FreePort();
        using var network = new TcpProxy(port);
        var here = Systems.Create("here", Systems.AlertWatch);
        var there = Systems.Create("there", $"akka.remote.dot-netty.tcp {{ port = {port}, public-port = {network.Port} }}");
        Echo(there);
        var quarantined = Systems.Subscribe<Akka.Remote.QuarantinedEvent>(here);
        var echo = await Systems.FindAsync(here, there, "echo");
        var watcher = new Recorder(here);
        watcher.Watch(echo);
        await ExpectEchoAsync(here, echo);

        await network.HearAsync();
        network.GoSilent();
        var terminated = await watcher.NextAsync<Terminated>();
        Assert.Equal(echo, terminated.ActorRef);
        Assert.True(terminated.AddressTerminated);
        Assert.Equal(Systems.AddressOf(there), (await quarantined.NextAsync<Akka.Remote.QuarantinedEvent>()).Address);
    }

    [Fact]
    public async Task How_much_silence_is_forgiven_is_configured()
    {
        var port = Systems.FreePort();
        using var network = new TcpProxy(port);
        var alert = Systems.Create("alert", Systems.AlertWatch);
        var patient = Systems.Create(
            "patient", Systems.AlertWatch + "\nakka.remote.watch-failure-detector.acceptable-heartbeat-pause = 1 h");
        var there = Systems.Create("there", $"akka.remote.dot-netty.tcp {{ port = {port}, public-port = {network.Port} }}");
        Echo(there);
        var (alertWatcher, patientWatcher) = (new Recorder(alert), new Recorder(patient));
        alertWatcher.Watch(await Systems.FindAsync(alert, there, "echo"));
        patientWatcher.Watch(await Systems.FindAsync(patient, there, "echo"));
        await network.HearAsync(times: 12);

        network.GoSilent();
        await alertWatcher.NextAsync<Terminated>();
        patientWatcher.Ref.Tell("marker");
        await patientWatcher.NextAsync<string>();
        Assert.False(patientWatcher.Skipped<Terminated>());
    }

    [Fact]
    public async Task A_system_whose_connection_breaks_for_good_is_reported_with_its_address()
    {
        var port = Systems.FreePort();
        using var network = new TcpProxy(port);
        using var wayBack = new TcpProxy(1);
        var here = Systems.Create("here", Systems.AlertWatch + $"akka.remote.dot-netty.tcp.public-port = {wayBack.Port}");
        var there = Systems.Create("there", $"akka.remote.dot-netty.tcp {{ port = {port}, public-port = {network.Port} }}");
        Echo(there);
        var echo = await Systems.FindAsync(here, there, "echo");
        var watcher = new Recorder(here);
        watcher.Watch(echo);
        await ExpectEchoAsync(here, echo);

        network.CutForGood();
        var terminated = await watcher.NextAsync<Terminated>();
        Assert.Equal(echo, terminated.ActorRef);
    }

    [Fact]
    public async Task Watching_an_actor_at_an_address_where_nobody_is_ends_in_its_termination()
    {
        var (here, there) = (Systems.Create("here", Systems.AlertWatch), Systems.Create("there"));
        Echo(there);
        var echo = await Systems.FindAsync(here, there, "echo");
        await there.Terminate();
        var watcher = new Recorder(here);
        watcher.Watch(echo);
        Assert.Equal(echo, (await watcher.NextAsync<Terminated>()).ActorRef);
    }
}

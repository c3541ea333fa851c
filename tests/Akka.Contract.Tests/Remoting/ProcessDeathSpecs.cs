using Akka.Actor;
using Akka.Remote;

namespace Akka.Contract.Remoting;

// A process that is just being made shares the sockets of this one for a moment, and keeps ports in use that others need again.
[CollectionDefinition(nameof(ProcessDeathSpecs), DisableParallelization = true)]
[Collection(nameof(ProcessDeathSpecs))]
public class ProcessDeathSpecs : RemotingSpecs
{
    [Fact]
    public async Task Actors_of_another_process_answer()
    {
        using var peer = await PeerProcess.StartAsync();
        var here = Systems.Create("here");
        await ExpectEchoAsync(here, await here.ActorSelection($"{peer.Address}/user/echo").ResolveOne(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task A_killed_process_is_reported_to_those_who_watch_its_actors()
    {
        using var peer = await PeerProcess.StartAsync();
        var here = Systems.Create("here", Systems.AlertWatch);
        var lost = Systems.Subscribe<DisassociatedEvent>(here);
        var echo = await here.ActorSelection($"{peer.Address}/user/echo").ResolveOne(TimeSpan.FromSeconds(30));
        var watcher = new Recorder(here);
        watcher.Watch(echo);
        await ExpectEchoAsync(here, echo);

        peer.Kill();
        await lost.NextAsync<DisassociatedEvent>();
        Assert.Equal(echo, (await watcher.NextAsync<Terminated>()).ActorRef);
    }
}

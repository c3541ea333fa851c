using Akka.Actor;
using Akka.Event;
using Akka.Remote;

namespace Akka.Contract.Remoting;

public class LifecycleEventSpecs : RemotingSpecs
{
    [Fact]
    public async Task Both_sides_tell_of_a_new_connection()
    {
        var (here, there) = (Systems.Create("here"), Systems.Create("there"));
        var (eventsHere, eventsThere) = (Systems.Subscribe<AssociatedEvent>(here), Systems.Subscribe<AssociatedEvent>(there));
        Echo(there);
        await Systems.FindAsync(here, there, "echo");

        var outbound = await eventsHere.NextAsync<AssociatedEvent>();
        Assert.Equal(Systems.AddressOf(here), outbound.LocalAddress);
        Assert.Equal(Systems.AddressOf(there), outbound.RemoteAddress);
        Assert.False(outbound.IsInbound);

        var inbound = await eventsThere.NextAsync<AssociatedEvent>();
        Assert.Equal(Systems.AddressOf(there), inbound.LocalAddress);
        Assert.Equal(Systems.AddressOf(here), inbound.RemoteAddress);
        Assert.True(inbound.IsInbound);
    }

    [Fact]
    public async Task The_other_side_tells_of_the_end_of_a_connection()
    {
        var (here, there) = (Systems.Create("here"), Systems.Create("there"));
        var events = Systems.Subscribe<DisassociatedEvent>(there);
        Echo(there);
        await Systems.FindAsync(here, there, "echo");
        await here.Terminate();
        Assert.Equal(Systems.AddressOf(here), (await events.NextAsync<DisassociatedEvent>()).RemoteAddress);
    }

    [Fact]
    public async Task A_connection_that_cannot_be_made_is_an_association_error()
    {
        var here = Systems.Create("here");
        var events = Systems.Subscribe<AssociationErrorEvent>(here);
        var address = $"akka.tcp://there@127.0.0.1:{Systems.FreePort()}";
        here.ActorSelection($"{address}/user/echo").Tell(new Letters.Text("anybody?"));
        var error = await events.NextAsync<AssociationErrorEvent>();
        Assert.Equal(Address.Parse(address), error.RemoteAddress);
        Assert.False(error.IsInbound);
        Assert.NotNull(error.Cause);
        Assert.Equal(LogLevel.WarningLevel, error.LogLevel());
    }

    [Fact]
    public async Task All_events_can_be_subscribed_to_by_their_base()
    {
        var (here, there) = (Systems.Create("here"), Systems.Create("there"));
        var events = Systems.Subscribe<RemotingLifecycleEvent>(here);
        Echo(there);
        await Systems.FindAsync(here, there, "echo");
        await events.NextAsync<AssociatedEvent>();
    }
}

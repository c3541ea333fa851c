using Akka.Actor;

namespace Akka.Contract.Remoting;

public class SelectionSpecs : RemotingSpecs
{
    [Fact]
    public async Task A_selection_by_address_and_path_reaches_the_actor()
    {
        var (here, there) = (Systems.Create("here"), Systems.Create("there"));
        Echo(there);
        var recorder = new Recorder(here);
        here.ActorSelection(Systems.PathOf(there, "echo")).Tell(new Letters.Text("hi"), recorder.Ref);
        Assert.Equal("hi", (await recorder.NextAsync<Letters.Text>()).Value);
    }

    [Fact]
    public async Task ResolveOne_finds_the_actor_with_its_address()
    {
        var (here, there) = (Systems.Create("here"), Systems.Create("there"));
        var echo = Echo(there);
        var found = await here.ActorSelection(Systems.PathOf(there, "echo")).ResolveOne(TimeSpan.FromSeconds(30));
        Assert.Equal(Systems.AddressOf(there), found.Path.Address);
        Assert.Equal(echo.Path.ToStringWithoutAddress(), found.Path.ToStringWithoutAddress());
        Assert.Equal(echo.Path.Uid, found.Path.Uid);
        await ExpectEchoAsync(here, found);
    }

    [Fact]
    public async Task ResolveOne_of_an_actor_that_does_not_exist_fails()
    {
        var (here, there) = (Systems.Create("here"), Systems.Create("there"));
        await Assert.ThrowsAsync<ActorNotFoundException>(
            () => here.ActorSelection(Systems.PathOf(there, "nobody")).ResolveOne(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task ResolveOne_at_an_address_where_nobody_is_fails()
    {
        var here = Systems.Create("here");
        var selection = here.ActorSelection($"akka.tcp://there@127.0.0.1:{Systems.FreePort()}/user/echo");
        await Assert.ThrowsAsync<ActorNotFoundException>(() => selection.ResolveOne(TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public async Task Identify_tells_who_is_there_and_who_is_not()
    {
        var (here, there) = (Systems.Create("here"), Systems.Create("there"));
        Echo(there);
        var recorder = new Recorder(here);
        here.ActorSelection(Systems.PathOf(there, "echo")).Tell(new Identify("who"), recorder.Ref);
        var identity = await recorder.NextAsync<ActorIdentity>();
        Assert.Equal("who", identity.MessageId);
        Assert.Equal(Systems.AddressOf(there), identity.Subject.Path.Address);

        here.ActorSelection(Systems.PathOf(there, "nobody")).Tell(new Identify(17), recorder.Ref);
        identity = await recorder.NextAsync<ActorIdentity>();
        Assert.Equal(17, identity.MessageId);
        Assert.Null(identity.Subject);
    }

    [Fact]
    public async Task A_reference_can_be_identified_too()
    {
        var (here, there) = (Systems.Create("here"), Systems.Create("there"));
        Echo(there);
        var found = await Systems.FindAsync(here, there, "echo");
        var identity = await found.Ask<ActorIdentity>(new Identify(null), TimeSpan.FromSeconds(30));
        Assert.Equal(found, identity.Subject);
    }

    [Fact]
    public async Task A_selection_with_a_wildcard_reaches_all()
    {
        var (here, there) = (Systems.Create("here"), Systems.Create("there"));
        Echo(there, "echo-1");
        Echo(there, "echo-2");
        var recorder = new Recorder(here);
        here.ActorSelection(Systems.PathOf(there, "echo-*")).Tell(new Letters.Text("all"), recorder.Ref);
        await recorder.NextAsync<Letters.Text>();
        var first = recorder.LastSender;
        await recorder.NextAsync<Letters.Text>();
        Assert.NotEqual(first, recorder.LastSender);
    }

    [Fact]
    public async Task A_selection_of_ones_own_address_stays_at_home()
    {
        var here = Systems.Create("here");
        var echo = Echo(here);
        Assert.Equal(echo, await here.ActorSelection(Systems.PathOf(here, "echo")).ResolveOne(TimeSpan.FromSeconds(30)));
    }
}

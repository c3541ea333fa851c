using Akka.Actor;

namespace Akka.Contract.Actors;

public sealed class SelectionSpecs : ActorContract
{
    private readonly IActorRef _parent;
    private readonly IActorRef _a;
    private readonly IActorRef _b;

    public SelectionSpecs()
    {
        _parent = Actor(
            (context, message) =>
            {
                switch (message)
                {
                    case string path:
                        context.ActorSelection(path).Tell(new Identify(path), TestActor);
                        break;
                    case Props props:
                        foreach (var name in new[] { "a", "b" })
                            TestActor.Tell(context.ActorOf(props, name));
                        break;
                }
            },
            "parent");
        _parent.Tell(FunctionActor.Props((_, message) => TestActor.Tell(message)));
        _a = ExpectMsg<IActorRef>();
        _b = ExpectMsg<IActorRef>();
    }

    [Fact]
    public async Task A_selection_by_path_resolves_to_the_actor()
    {
        Assert.Equal(_a, await Sys.ActorSelection("/user/parent/a").ResolveOne(Patient));
    }

    [Fact]
    public async Task A_selection_by_path_with_address_resolves_to_the_actor()
    {
        Assert.Equal(_a, await Sys.ActorSelection($"akka://{Sys.Name}/user/parent/a").ResolveOne(Patient));
        Assert.Equal(_a, await Sys.ActorSelection(_a.Path).ResolveOne(Patient));
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        await Assert.ThrowsAsync<ActorNotFoundException>(() => Sys.ActorSelection("/user/nobody").ResolveOne(Patient));
        await Assert.ThrowsAsync<ActorNotFoundException>(() => Sys.ActorSelection("/user/parent/a/below").ResolveOne(Patient));
    }

    [Fact]
    public void Identify_is_answered_with_the_reference()
    {
        Sys.ActorSelection("/user/parent/b").Tell(new Identify("who"), TestActor);

        var identity = ExpectMsg<ActorIdentity>();
        Assert.Equal("who", identity.MessageId);
        Assert.Equal(_b, identity.Subject);
    }

    [Fact]
    public void Identify_of_what_is_not_there_is_answered_without_reference()
    {
        Sys.ActorSelection("/user/nobody").Tell(new Identify("who"), TestActor);

        var identity = ExpectMsg<ActorIdentity>();
        Assert.Equal("who", identity.MessageId);
        Assert.Null(identity.Subject);
    }

    [Fact]
    public void A_message_to_what_is_not_there_is_a_dead_letter()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Event.DeadLetter));

        Sys.ActorSelection("/user/nobody").Tell("hello", TestActor);

        var letter = ExpectMsg<Event.DeadLetter>();
        Assert.Equal("hello", letter.Message);
        Assert.Equal("/user/nobody", letter.Recipient.Path.ToStringWithoutAddress());
    }

    [Fact]
    public void A_relative_path_starts_at_the_actor()
    {
        foreach (var (path, expected) in new[] { ("a", _a), ("../parent/b", _b), ("/user/parent", _parent) })
        {
            _parent.Tell(path);
            Assert.Equal(expected, ExpectMsg<ActorIdentity>().Subject);
        }
    }

    [Fact]
    public void A_star_selects_all_children()
    {
        Sys.ActorSelection("/user/parent/*").Tell("all");

        ExpectMsg("all");
        ExpectMsg("all");
    }

    [Fact]
    public void A_pattern_selects_those_that_fit()
    {
        Sys.ActorSelection("/user/par*/?").Tell(new Identify(1), TestActor);
        ExpectMsg<ActorIdentity>();
        ExpectMsg<ActorIdentity>();

        Sys.ActorSelection("/user/*nt/b*").Tell(new Identify(2), TestActor);
        Assert.Equal(_b, ExpectMsg<ActorIdentity>().Subject);
    }

    [Fact]
    public async Task A_selection_finds_the_actor_that_lives_there_now()
    {
        var selection = Sys.ActorSelection("/user/mortal");
        var first = Actor((_, _) => { }, "mortal");
        Assert.Equal(first, await selection.ResolveOne(Patient));
        first.Tell(PoisonPill.Instance);
        AwaitTermination(first);

        IActorRef? second = null;
        AwaitAssert(() => second ??= Actor((_, _) => { }, "mortal"));

        Assert.Equal(second, await selection.ResolveOne(Patient));
    }

    [Fact]
    public void The_sender_of_a_selected_message_is_the_actor_that_sends()
    {
        var asking = Actor((context, message) =>
        {
            if (message is ActorIdentity identity)
                TestActor.Tell(identity.Subject);
            else
                context.ActorSelection("/user/parent/a").Tell(new Identify(1));
        });

        asking.Tell("go");

        ExpectMsg<IActorRef>(found => Assert.Equal(_a, found));
    }

    [Fact]
    public void A_selection_prints_its_path()
    {
        Assert.Equal("/user/parent/*", Sys.ActorSelection("/user/parent/*").PathString);
    }

    [Fact]
    public async Task A_serialized_path_resolves_to_the_actor()
    {
        var provider = ((ExtendedActorSystem)Sys).Provider;
        var path = _a.Path.ToSerializationFormat();

        Assert.Equal(_a, provider.ResolveActorRef(path));
        Assert.Equal(_a, provider.ResolveActorRef(_a.Path.ToString()));
        Assert.Equal(_a, await Sys.ActorSelection(path).ResolveOne(Patient));
    }
}

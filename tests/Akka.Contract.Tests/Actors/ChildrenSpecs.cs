using Akka.Actor;

namespace Akka.Contract.Actors;

public sealed class ChildrenSpecs : ActorContract
{
    private static readonly Props Idle = FunctionActor.Props((_, _) => { });

    [Fact]
    public void A_child_lives_below_its_parent()
    {
        var parent = Actor((context, _) => context.Sender.Tell(context.ActorOf(Idle, "child")), "parent");

        parent.Tell("go", TestActor);

        var child = ExpectMsg<IActorRef>();
        Assert.Equal(parent.Path / "child", child.Path);
        Assert.Equal("/user/parent/child", child.Path.ToStringWithoutAddress());
    }

    [Fact]
    public void A_child_knows_its_parent()
    {
        var parent = Actor((context, _) => context.ActorOf(FunctionActor.Props((child, _) => TestActor.Tell(child.Parent))).Tell("who"));

        parent.Tell("go");

        ExpectMsg<IActorRef>(found => Assert.Equal(parent, found));
    }

    [Fact]
    public void A_parent_finds_its_children_by_name()
    {
        var parent = Actor((context, _) =>
        {
            var child = context.ActorOf(Idle, "child");
            TestActor.Tell(context.Child("child").Equals(child));
            TestActor.Tell(context.Child("other").IsNobody());
            TestActor.Tell(context.GetChildren().Single().Equals(child));
        });

        parent.Tell("go");

        ExpectMsg(true);
        ExpectMsg(true);
        ExpectMsg(true);
    }

    [Fact]
    public void Unnamed_children_get_names_of_their_own()
    {
        var parent = Actor((context, _) =>
        {
            for (var i = 0; i < 100; i++)
                context.ActorOf(Idle);
            TestActor.Tell(context.GetChildren().Select(child => child.Path.Name).Distinct().Count(name => name[0] == '$'));
        });

        parent.Tell("go");

        ExpectMsg(100);
    }

    [Fact]
    public void A_name_cannot_be_taken_twice()
    {
        Sys.ActorOf(Idle, "unique");

        Assert.Throws<InvalidActorNameException>(() => Sys.ActorOf(Idle, "unique"));
    }

    [Fact]
    public void A_name_is_free_again_when_its_actor_has_terminated()
    {
        var first = Sys.ActorOf(Idle, "again");
        first.Tell(PoisonPill.Instance);
        AwaitTermination(first);

        IActorRef? second = null;
        // The guardian may hear of the death after the test does.
        AwaitAssert(() => second ??= Sys.ActorOf(Idle, "again"));

        Assert.Equal(first.Path, second!.Path);
        Assert.NotEqual(first, second);
    }

    [Theory]
    [InlineData("")]
    [InlineData("$dollar")]
    [InlineData("with space")]
    [InlineData("with/slash")]
    [InlineData("ümlaut")]
    public void Illegal_names_are_refused(string name)
    {
        Assert.Throws<InvalidActorNameException>(() => Sys.ActorOf(Idle, name));
    }

    [Theory]
    [InlineData("a-b_c.d*e+f:g@h&i=j,k!l~m'n;o")]
    [InlineData("a%20b")]
    [InlineData("(1)")]
    public void Legal_names_are_kept(string name)
    {
        Assert.Equal(name, Sys.ActorOf(Idle, name).Path.Name);
    }

    [Fact]
    public void Children_stop_before_their_parent()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Ancestor(TestActor, 2)));
        ExpectMsg("started 0");

        Sys.Stop(parent);

        ExpectMsg("stopped 0");
        ExpectMsg("stopped 1");
        ExpectMsg("stopped 2");
    }

    [Fact]
    public void A_restart_stops_the_children()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Ancestor(TestActor, 1)));
        ExpectMsg("started 0");

        parent.Tell("fail");

        ExpectMsgAllOf<object>("stopped 1", "stopped 0");
        ExpectMsg("started 0");
    }

    [Fact]
    public void Children_survive_a_restart_that_does_not_stop_them_and_are_restarted_with_it()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Keeper(TestActor)));
        parent.Tell("child");
        var child = ExpectMsg<IActorRef>();

        parent.Tell("fail");
        ExpectMsg("child restarted");
        child.Tell("alive");

        ExpectMsg("alive");
    }

    [Fact]
    public void No_child_can_be_made_while_stopping()
    {
        var parent = Sys.ActorOf(Props.Create(() => new LateParent(TestActor)));

        parent.Tell(PoisonPill.Instance);

        ExpectMsg("InvalidOperationException");
        AwaitTermination(parent);
    }

    [Fact]
    public void A_parent_can_stop_a_child()
    {
        var parent = Actor((context, _) =>
        {
            var child = context.ActorOf(Idle, "child");
            TestActor.Tell(child);
            context.Stop(child);
        });

        parent.Tell("go");

        AwaitTermination(ExpectMsg<IActorRef>());
    }

    private sealed class Ancestor(IActorRef probe, int generation) : UntypedActor
    {
        protected override void PreStart()
        {
            if (generation > 0)
                Context.ActorOf(Props.Create(() => new Ancestor(probe, generation - 1)));
            else
                probe.Tell("started 0");
        }

        protected override void PostStop() => probe.Tell($"stopped {generation}");

        protected override void OnReceive(object message) => throw new InvalidOperationException();
    }

    private sealed class Keeper(IActorRef probe) : UntypedActor
    {
        protected override void PreRestart(Exception reason, object message)
        {
        }

        protected override void OnReceive(object message)
        {
            if (message is "fail")
                throw new InvalidOperationException();
            probe.Tell(Context.ActorOf(Props.Create(() => new Kept(probe))));
        }
    }

    private sealed class Kept(IActorRef probe) : UntypedActor
    {
        protected override void PostRestart(Exception reason) => probe.Tell("child restarted");

        protected override void OnReceive(object message) => probe.Tell(message);
    }

    private sealed class LateParent(IActorRef probe) : UntypedActor
    {
        protected override void PostStop()
        {
            try
            {
                Context.ActorOf(FunctionActor.Props((_, _) => { }));
            }
            catch (InvalidOperationException cause)
            {
                probe.Tell(cause.GetType().Name);
            }
        }

        protected override void OnReceive(object message)
        {
        }
    }
}

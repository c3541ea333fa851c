using Akka.Actor;

namespace Akka.Contract.Actors;

public sealed class DeathWatchSpecs : ActorContract
{
    private static readonly Props Idle = FunctionActor.Props((_, _) => { });

    private IActorRef Watcher() => Sys.ActorOf(Props.Create(() => new Watching(TestActor)));

    [Fact]
    public void A_watcher_is_told_of_the_end()
    {
        var target = Sys.ActorOf(Idle);
        var watcher = Watcher();
        watcher.Tell(new WatchIt(target));
        ExpectMsg("watching");
        AwaitIdle(target);

        target.Tell(PoisonPill.Instance);

        var death = ExpectMsg<Death>();
        Assert.Equal(target, death.Actor);
        Assert.True(death.ExistenceConfirmed);
        Assert.False(death.AddressTerminated);
    }

    [Fact]
    public void Watching_one_that_is_dead_already_tells_so_at_once()
    {
        var target = Sys.ActorOf(Idle);
        target.Tell(PoisonPill.Instance);
        AwaitTermination(target);
        var watcher = Watcher();

        watcher.Tell(new WatchIt(target));

        ExpectMsg("watching");
        var death = ExpectMsg<Death>();
        Assert.Equal(target, death.Actor);
        Assert.False(death.ExistenceConfirmed);
    }

    [Fact]
    public void Watching_one_that_never_was_tells_so_at_once()
    {
        var watcher = Watcher();
        var nobody = ((ExtendedActorSystem)Sys).Provider.ResolveActorRef("akka://" + Sys.Name + "/user/nobody");

        watcher.Tell(new WatchIt(nobody));

        ExpectMsg("watching");
        Assert.False(ExpectMsg<Death>().ExistenceConfirmed);
    }

    [Fact]
    public void All_watchers_are_told()
    {
        var target = Sys.ActorOf(Idle);
        for (var i = 0; i < 3; i++)
        {
            Watcher().Tell(new WatchIt(target));
            ExpectMsg("watching");
        }

        target.Tell(PoisonPill.Instance);

        for (var i = 0; i < 3; i++)
            ExpectMsg<Death>();
    }

    [Fact]
    public void Watching_twice_tells_once()
    {
        var target = Sys.ActorOf(Idle);
        var watcher = Watcher();
        watcher.Tell(new WatchIt(target));
        watcher.Tell(new WatchIt(target));
        ExpectMsg("watching");
        ExpectMsg("watching");

        target.Tell(PoisonPill.Instance);

        ExpectMsg<Death>();
        watcher.Tell("fence");
        ExpectMsg("fence");
    }

    [Fact]
    public void After_unwatch_nothing_is_told()
    {
        var target = Sys.ActorOf(Idle);
        var watcher = Watcher();
        watcher.Tell(new WatchIt(target));
        watcher.Tell(new UnwatchIt(target));
        ExpectMsg("watching");
        ExpectMsg("not watching");

        target.Tell(PoisonPill.Instance);
        AwaitTermination(target);

        watcher.Tell("fence");
        ExpectMsg("fence");
    }

    [Fact]
    public void Unwatch_takes_back_a_Terminated_that_is_in_the_mailbox()
    {
        using var hold = new ManualResetEventSlim();
        var target = Sys.ActorOf(Idle);
        var watcher = Watcher();
        watcher.Tell(new WatchIt(target));
        ExpectMsg("watching");
        watcher.Tell(hold);
        ExpectMsg("holding");
        watcher.Tell(new UnwatchIt(target));
        target.Tell(PoisonPill.Instance);
        AwaitTermination(target);
        hold.Set();

        ExpectMsg("not watching");
        watcher.Tell("fence");
        ExpectMsg("fence");
    }

    [Fact]
    public void A_watch_can_ask_for_a_message_of_its_own()
    {
        var target = Sys.ActorOf(Idle);
        var watcher = Watcher();
        watcher.Tell(new WatchIt(target, "gone"));
        ExpectMsg("watching");

        target.Tell(PoisonPill.Instance);

        ExpectMsg("gone");
    }

    [Fact]
    public void Who_does_not_handle_Terminated_is_stopped()
    {
        var target = Sys.ActorOf(Idle);
        var watcher = Sys.ActorOf(Props.Create(() => new Ignorant(target)));
        AwaitIdle(watcher);

        target.Tell(PoisonPill.Instance);

        AwaitTermination(watcher);
    }

    [Fact]
    public void A_watch_survives_the_restart_of_the_watcher()
    {
        var target = Sys.ActorOf(Idle);
        var watcher = Watcher();
        watcher.Tell(new WatchIt(target));
        ExpectMsg("watching");
        watcher.Tell("fail");
        ExpectMsg("restarted");

        target.Tell(PoisonPill.Instance);

        ExpectMsg<Death>();
    }

    [Fact]
    public void A_restart_of_the_watched_is_not_its_end()
    {
        var target = Sys.ActorOf(Props.Create(() => new Watching(TestActor)));
        var watcher = Watcher();
        watcher.Tell(new WatchIt(target));
        ExpectMsg("watching");

        target.Tell("fail");

        ExpectMsg("restarted");
        watcher.Tell("fence");
        ExpectMsg("fence");
    }

    [Fact]
    public void Terminated_comes_after_all_that_the_dead_has_sent()
    {
        var watcher = Watcher();
        var target = Actor((context, _) =>
        {
            for (var i = 0; i < 1000; i++)
                watcher.Tell(i);
            context.Stop(context.Self);
        });
        watcher.Tell(new WatchIt(target));
        ExpectMsg("watching");

        target.Tell("go");

        for (var i = 0; i < 1000; i++)
            ExpectMsg(i);
        ExpectMsg<Death>();
    }

    [Fact]
    public void A_parent_that_watches_a_child_is_told_when_the_child_is_gone()
    {
        var parent = Actor((context, message) =>
        {
            if (message is Terminated terminated)
            {
                TestActor.Tell(context.Child("child").IsNobody());
                TestActor.Tell(terminated.ActorRef.Path.Name);
                return;
            }
            var child = context.ActorOf(Idle, "child");
            context.Watch(child);
            context.Stop(child);
        });

        parent.Tell("go");

        ExpectMsg(true);
        ExpectMsg("child");
    }

    public sealed record WatchIt(IActorRef Target, string? Message = null);

    public sealed record UnwatchIt(IActorRef Target);

    /// <summary>The facts of a <see cref="Terminated"/>, which a test actor does not take for itself.</summary>
    public sealed record Death(IActorRef Actor, bool ExistenceConfirmed, bool AddressTerminated);

    private sealed class Watching(IActorRef probe) : UntypedActor
    {
        protected override void PreRestart(Exception reason, object message)
        {
        }

        protected override void PostRestart(Exception reason) => probe.Tell("restarted");

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case WatchIt(var target, null):
                    Context.Watch(target);
                    probe.Tell("watching");
                    break;
                case WatchIt(var target, var custom):
                    Context.WatchWith(target, custom);
                    probe.Tell("watching");
                    break;
                case UnwatchIt(var target):
                    Context.Unwatch(target);
                    probe.Tell("not watching");
                    break;
                case ManualResetEventSlim hold:
                    probe.Tell("holding");
                    hold.Wait(TimeSpan.FromSeconds(30));
                    break;
                case "fail":
                    throw new InvalidOperationException();
                case Terminated terminated:
                    probe.Tell(new Death(terminated.ActorRef, terminated.ExistenceConfirmed, terminated.AddressTerminated));
                    break;
                default:
                    probe.Tell(message);
                    break;
            }
        }
    }

    private sealed class Ignorant : ReceiveActor
    {
        public Ignorant(IActorRef target)
        {
            Context.Watch(target);
            Receive<string>(_ => { });
        }
    }
}

using Akka.Actor;

namespace Akka.Contract.Actors;

public sealed class StashSpecs : ActorContract
{
    [Fact]
    public void Unstashed_messages_come_before_those_that_wait_and_in_their_order()
    {
        using var hold = new ManualResetEventSlim();
        var actor = Sys.ActorOf(Props.Create(() => new Closed(TestActor)));
        actor.Tell(1);
        actor.Tell(2);
        actor.Tell(3);
        actor.Tell(hold);
        actor.Tell("open");
        actor.Tell(4);
        hold.Set();

        ExpectMsg(1);
        ExpectMsg(2);
        ExpectMsg(3);
        ExpectMsg(4);
    }

    [Fact]
    public void Unstash_returns_the_oldest_message()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Closed(TestActor)));
        actor.Tell(1);
        actor.Tell(2);
        actor.Tell("one");
        actor.Tell("count");

        ExpectMsg(1);
        ExpectMsg("stashed 1");
    }

    [Fact]
    public void A_stashed_message_keeps_its_sender()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Closed(TestActor)));
        var sender = CreateTestProbe();

        actor.Tell(1, sender.Ref);
        actor.Tell("open");

        ExpectMsg(1);
        sender.ExpectMsg("handled 1");
    }

    [Fact]
    public void A_message_cannot_be_stashed_twice()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Closed(TestActor)));

        actor.Tell("twice");

        ExpectMsg("IllegalActorStateException");
    }

    [Fact]
    public void Equal_messages_can_both_be_stashed()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Closed(TestActor)));

        actor.Tell(1);
        actor.Tell(1);
        actor.Tell("open");

        ExpectMsg(1);
        ExpectMsg(1);
    }

    [Fact]
    public void A_restart_returns_the_stash_to_the_mailbox()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Closed(TestActor)));
        actor.Tell(1);
        actor.Tell(2);

        actor.Tell("fail");
        actor.Tell("open");

        ExpectMsg("restarted");
        ExpectMsg(1);
        ExpectMsg(2);
    }

    [Fact]
    public void The_stash_of_an_actor_that_stops_becomes_dead_letters()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Event.DeadLetter));
        var actor = Sys.ActorOf(Props.Create(() => new Closed(TestActor)));
        actor.Tell(1);

        actor.Tell(PoisonPill.Instance);

        Assert.Equal(1, ExpectMsg<Event.DeadLetter>().Message);
    }

    [Fact]
    public void A_stashed_Terminated_is_delivered_later()
    {
        var target = Sys.ActorOf(FunctionActor.Props((_, _) => { }));
        var actor = Sys.ActorOf(Props.Create(() => new Closed(TestActor)));
        actor.Tell(target);
        ExpectMsg("watching");
        target.Tell(PoisonPill.Instance);
        AwaitTermination(target);
        AwaitAssert(() =>
        {
            actor.Tell("count");
            ExpectMsg("stashed 1");
        });

        actor.Tell("open");

        ExpectMsg("terminated");
    }

    [Fact]
    public void A_cleared_stash_is_empty_and_its_messages_are_returned()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Closed(TestActor)));
        actor.Tell(1);
        actor.Tell(2);

        actor.Tell("clear");
        actor.Tell("count");

        ExpectMsg("cleared 1,2");
        ExpectMsg("stashed 0");
    }

    [Fact]
    public void A_message_stashed_by_an_asynchronous_handler_comes_back()
    {
        var actor = Sys.ActorOf(Props.Create(() => new AsyncClosed(TestActor)));

        actor.Tell(1);
        actor.Tell("open");

        ExpectMsg(1);
    }

    private sealed class Closed(IActorRef probe) : UntypedActor, IWithUnboundedStash
    {
        private bool _open;

        public IStash Stash { get; set; } = null!;

        protected override void PostRestart(Exception reason) => probe.Tell("restarted");

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case "open":
                    _open = true;
                    Stash.UnstashAll();
                    break;
                case "one":
                    _open = true;
                    Stash.Unstash();
                    break;
                case "count":
                    probe.Tell($"stashed {Stash.Count}");
                    break;
                case "clear":
                    probe.Tell($"cleared {string.Join(',', Stash.ClearStash().Select(envelope => envelope.Message))}");
                    break;
                case "fail":
                    throw new InvalidOperationException();
                case "twice":
                    Stash.Stash();
                    try
                    {
                        Stash.Stash();
                    }
                    catch (IllegalActorStateException cause)
                    {
                        probe.Tell(cause.GetType().Name);
                    }
                    break;
                case IActorRef target:
                    Context.Watch(target);
                    probe.Tell("watching");
                    break;
                case ManualResetEventSlim hold:
                    hold.Wait(TimeSpan.FromSeconds(30));
                    break;
                default:
                    Handle(message);
                    break;
            }
        }

        private void Handle(object message)
        {
            if (!_open)
            {
                Stash.Stash();
                return;
            }
            probe.Tell(message is Terminated ? "terminated" : message);
            if (!Sender.Equals(probe))
                Sender.Tell($"handled {message}");
        }
    }

    private sealed class AsyncClosed : ReceiveActor, IWithStash
    {
        public AsyncClosed(IActorRef probe)
        {
            ReceiveAsync<int>(async _ =>
            {
                await Task.Run(() => { });
                await Task.Delay(1);
                Stash.Stash();
            });
            Receive<string>(_ =>
            {
                Become(() => ReceiveAny(message => probe.Tell(message)));
                Stash.UnstashAll();
            });
        }

        public IStash Stash { get; set; } = null!;
    }
}

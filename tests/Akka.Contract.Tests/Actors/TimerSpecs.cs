using Akka.Actor;

namespace Akka.Contract.Actors;

public sealed class TimerSpecs : ActorContract
{
    private IActorRef Timed() => Sys.ActorOf(Props.Create(() => new Clockwork(TestActor)));

    [Fact]
    public void A_single_timer_fires_once()
    {
        var actor = Timed();

        actor.Tell(new Command(timers => timers.StartSingleTimer("key", "tick", Moment)));

        ExpectMsg("tick");
        Fence(actor);
    }

    [Fact]
    public void A_periodic_timer_fires_again_and_again()
    {
        var actor = Timed();

        actor.Tell(new Command(timers => timers.StartPeriodicTimer("key", "tick", TimeSpan.FromMilliseconds(1))));

        for (var i = 0; i < 20; i++)
            ExpectMsg("tick");
    }

    [Fact]
    public void A_periodic_timer_waits_for_its_initial_delay_only_once()
    {
        var actor = Timed();

        actor.Tell(new Command(timers => timers.StartPeriodicTimer("key", "tick", TimeSpan.Zero, TimeSpan.FromHours(1))));

        ExpectMsg("tick");
    }

    [Fact]
    public void A_timer_of_the_same_key_replaces_the_one_before()
    {
        var actor = Timed();

        actor.Tell(new Command(timers =>
        {
            timers.StartPeriodicTimer("key", "old", TimeSpan.FromMilliseconds(1));
            timers.StartSingleTimer("key", "new", Moment);
        }));

        ExpectMsg("new");
        Fence(actor);
    }

    [Fact]
    public void A_message_of_a_replaced_timer_does_not_come_even_from_the_mailbox()
    {
        var actor = Timed();

        actor.Tell(new Command(timers =>
        {
            timers.StartSingleTimer("key", "old", TimeSpan.Zero);
            LetTimePass();
            timers.StartSingleTimer("key", "new", Moment);
        }));

        ExpectMsg("new");
    }

    [Fact]
    public void A_message_of_a_cancelled_timer_does_not_come_even_from_the_mailbox()
    {
        var actor = Timed();

        actor.Tell(new Command(timers =>
        {
            timers.StartSingleTimer("a", "a", TimeSpan.Zero);
            timers.StartPeriodicTimer("b", "b", TimeSpan.FromMilliseconds(1));
            LetTimePass();
            timers.Cancel("a");
            timers.CancelAll();
        }));

        Fence(actor);
    }

    [Fact]
    public void Timers_end_with_a_restart()
    {
        var actor = Timed();
        actor.Tell(new Command(timers =>
        {
            timers.StartPeriodicTimer("key", "tick", TimeSpan.FromMilliseconds(1));
            LetTimePass();
            throw new InvalidOperationException();
        }));

        ExpectMsg("restarted");
        Fence(actor);
    }

    [Fact]
    public void A_stopped_actor_gets_no_timer_messages_as_dead_letters_for_long()
    {
        var actor = Timed();
        actor.Tell(new Command(timers => timers.StartPeriodicTimer("key", "tick", TimeSpan.FromMilliseconds(1))));
        ExpectMsg("tick");
        actor.Tell(PoisonPill.Instance);
        AwaitTermination(actor);
        LetTimePass();

        var letters = CreateTestProbe();
        Sys.EventStream.Subscribe(letters.Ref, typeof(Event.DeadLetter));
        LetTimePass();
        Sys.DeadLetters.Tell("fence");

        var late = 0;
        letters.FishForMessage(message => message is Event.DeadLetter { Message: "fence" } || ++late > 1);
        Assert.InRange(late, 0, 1);
    }

    [Fact]
    public void A_timer_is_active_until_it_has_fired()
    {
        var actor = Timed();

        actor.Tell(new Command(timers =>
        {
            timers.StartSingleTimer("key", "tick", Moment);
            TestActor.Tell(timers.IsTimerActive("key"));
            TestActor.Tell(timers.IsTimerActive("other"));
        }));
        ExpectMsg(true);
        ExpectMsg(false);
        ExpectMsg("tick");

        actor.Tell(new Command(timers => TestActor.Tell(timers.IsTimerActive("key"))));
        ExpectMsg(false);
    }

    [Fact]
    public void Timers_can_be_started_in_the_constructor()
    {
        Sys.ActorOf(Props.Create(() => new Alarm(TestActor)));

        ExpectMsg("ring");
    }

    [Fact]
    public void A_timer_message_has_no_sender_unless_one_is_given()
    {
        var actor = Timed();

        actor.Tell(new Command(timers =>
        {
            timers.StartSingleTimer("a", "sender?", TimeSpan.Zero);
        }));
        ExpectMsg<IActorRef>(sender => Assert.Equal(Sys.DeadLetters, sender));

        actor.Tell(new Command(timers => timers.StartSingleTimer("b", "sender?", TimeSpan.Zero, TestActor)));
        ExpectMsg<IActorRef>(sender => Assert.Equal(TestActor, sender));
    }

    [Fact]
    public void A_timer_can_send_a_poison_pill()
    {
        var actor = Timed();

        actor.Tell(new Command(timers => timers.StartSingleTimer("end", PoisonPill.Instance, TimeSpan.Zero)));

        AwaitTermination(actor);
    }

    [Fact]
    public void A_timer_message_can_be_stashed()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Snoozing(TestActor)));

        ExpectMsg("stashed");
        actor.Tell("open");

        ExpectMsg("ring");
    }

    // Patient enough for a timer that is due to put its message into the mailbox.
    private static void LetTimePass()
    {
        using var never = new ManualResetEventSlim();
        never.Wait(TimeSpan.FromMilliseconds(100));
    }

    // Ordinary timers set on the same actor come no earlier than those it has, so nothing but the fence is left.
    private void Fence(IActorRef actor)
    {
        actor.Tell(new Command(timers => timers.StartSingleTimer("fence", "fence", TimeSpan.FromMilliseconds(100))));
        ExpectMsg("fence");
    }

    public sealed record Command(Action<ITimerScheduler> Run);

    private sealed class Clockwork(IActorRef probe) : UntypedActor, IWithTimers
    {
        public ITimerScheduler Timers { get; set; } = null!;

        protected override void PostRestart(Exception reason) => probe.Tell("restarted");

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case Command command:
                    command.Run(Timers);
                    break;
                case "sender?":
                    probe.Tell(Sender);
                    break;
                default:
                    probe.Tell(message);
                    break;
            }
        }
    }

    private sealed class Alarm : ReceiveActor, IWithTimers
    {
        public Alarm(IActorRef probe)
        {
            Timers.StartSingleTimer("ring", "ring", Moment);
            ReceiveAny(message => probe.Tell(message));
        }

        public ITimerScheduler Timers { get; set; } = null!;
    }

    private sealed class Snoozing : ReceiveActor, IWithTimers, IWithStash
    {
        public Snoozing(IActorRef probe)
        {
            Timers.StartSingleTimer("ring", "ring", Moment);
            Receive<string>(message => message == "ring", _ =>
            {
                Stash.Stash();
                probe.Tell("stashed");
            });
            Receive<string>(message => message == "open", _ =>
            {
                Become(() => ReceiveAny(message => probe.Tell(message)));
                Stash.UnstashAll();
            });
        }

        public ITimerScheduler Timers { get; set; } = null!;

        public IStash Stash { get; set; } = null!;
    }
}

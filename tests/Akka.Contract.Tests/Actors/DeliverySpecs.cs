using Akka.Actor;

namespace Akka.Contract.Actors;

public sealed class DeliverySpecs : ActorContract
{
    [Fact]
    public void Messages_of_one_sender_arrive_in_order()
    {
        const int count = 20_000;
        var actor = Reporter();

        for (var i = 0; i < count; i++)
            actor.Tell(i);

        for (var i = 0; i < count; i++)
            ExpectMsg(i);
    }

    [Fact]
    public async Task Messages_of_many_senders_arrive_in_the_order_of_each()
    {
        const int senders = 4;
        const int count = 20_000;
        var last = new int[senders];
        var done = new TaskCompletionSource<string>();
        var left = senders * count;
        var actor = Actor((_, message) =>
        {
            var (sender, number) = ((int, int))message;
            if (number != ++last[sender])
                done.TrySetResult($"{number} of sender {sender} came as number {last[sender]}");
            if (--left == 0)
                done.TrySetResult("in order");
        });

        await Task.WhenAll(Enumerable.Range(0, senders).Select(sender => Task.Run(() =>
        {
            for (var i = 1; i <= count; i++)
                actor.Tell((sender, i));
        })));

        Assert.Equal("in order", await done.Task.WaitAsync(Patient));
    }

    [Fact]
    public async Task An_actor_handles_one_message_at_a_time_and_sees_its_own_writes()
    {
        const int senders = 4;
        const int count = 20_000;
        var inside = 0;
        var overlaps = 0;
        var sum = 0;
        var done = new TaskCompletionSource();
        var actor = Actor((_, _) =>
        {
            if (Interlocked.Increment(ref inside) != 1)
                Interlocked.Increment(ref overlaps);
            sum++;
            Interlocked.Decrement(ref inside);
            if (sum == senders * count)
                done.TrySetResult();
        });

        await Task.WhenAll(Enumerable.Range(0, senders).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < count; i++)
                actor.Tell("go");
        })));

        await done.Task.WaitAsync(Patient);
        Assert.Equal(0, overlaps);
    }

    [Fact]
    public void The_sender_is_the_actor_that_sends()
    {
        var target = Actor((context, _) => TestActor.Tell(context.Sender));
        var source = Actor((_, message) => target.Tell(message));

        source.Tell("go");

        ExpectMsg<IActorRef>(sender => Assert.Equal(source, sender));
    }

    [Fact]
    public void A_message_without_sender_comes_from_dead_letters()
    {
        var actor = Actor((context, _) => TestActor.Tell(context.Sender));

        actor.Tell("go", ActorRefs.NoSender);

        ExpectMsg<IActorRef>(sender => Assert.Equal(Sys.DeadLetters, sender));
    }

    [Fact]
    public void A_forwarded_message_keeps_its_sender()
    {
        var target = Actor((context, message) => context.Sender.Tell(message));
        var middle = Actor((_, message) => target.Forward(message));

        middle.Tell("there and back", TestActor);

        ExpectMsg("there and back");
        Assert.Equal(target, LastSender);
    }

    [Fact]
    public void Null_cannot_be_sent()
    {
        var actor = Reporter();
        AwaitIdle(actor);

        Assert.Throws<ArgumentNullException>(() => actor.Tell(null!, ActorRefs.NoSender));
    }

    [Fact]
    public void Two_actors_that_never_run_dry_let_a_third_work()
    {
        // Each of many actors always has a message: the throughput bound makes them yield their threads.
        for (var i = 0; i < 2 * Environment.ProcessorCount; i++)
        {
            var busy = Actor((context, message) => context.Self.Tell(message));
            for (var burst = 0; burst < 100; burst++)
                busy.Tell("again");
        }

        var actor = Actor((context, message) => context.Sender.Tell(message));
        for (var i = 0; i < 20; i++)
        {
            actor.Tell(i, TestActor);
            ExpectMsg(i);
        }
    }

    [Fact]
    public void An_actor_that_blocks_does_not_hold_up_the_one_it_has_just_told()
    {
        using var reached = new ManualResetEventSlim();
        var other = Actor((_, _) => reached.Set());
        var blocked = Actor((context, _) =>
        {
            other.Tell("go");
            context.Sender.Tell(reached.Wait(Patient));
        });

        blocked.Tell("go", TestActor);

        ExpectMsg(true);
    }

    [Fact]
    public void A_message_nobody_handles_is_published_as_unhandled()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Event.UnhandledMessage));
        var actor = Sys.ActorOf(Props.Create(() => new Picky()));

        actor.Tell(42, TestActor);

        var unhandled = ExpectMsg<Event.UnhandledMessage>();
        Assert.Equal(42, unhandled.Message);
        Assert.Equal(TestActor, unhandled.Sender);
        Assert.Equal(actor, unhandled.Recipient);
    }

    private sealed class Picky : ReceiveActor
    {
        public Picky()
        {
            Receive<string>(_ => { });
        }
    }
}

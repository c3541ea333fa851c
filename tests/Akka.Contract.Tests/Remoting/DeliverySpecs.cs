using Akka.Actor;

namespace Akka.Contract.Remoting;

public class DeliverySpecs : RemotingSpecs
{
    [Fact]
    public async Task Messages_go_both_ways_and_carry_their_sender()
    {
        var (here, there) = (Systems.Create("here"), Systems.Create("there"));
        var listener = new Recorder(there, "listener");
        var caller = new Recorder(here, "caller");
        var found = await Systems.FindAsync(here, there, "listener");

        found.Tell(new Letters.Text("question"), caller.Ref);
        await listener.NextAsync<Letters.Text>();
        Assert.Equal(Systems.AddressOf(here), listener.LastSender.Path.Address);

        listener.LastSender.Tell(new Letters.Text("answer"), listener.Ref);
        await caller.NextAsync<Letters.Text>();
        Assert.Equal(found, caller.LastSender);
    }

    [Fact]
    public async Task A_message_without_sender_arrives_without_one()
    {
        var (here, there) = (Systems.Create("here"), Systems.Create("there"));
        var listener = new Recorder(there, "listener");
        (await Systems.FindAsync(here, there, "listener")).Tell(new Letters.Text("anonymous"), ActorRefs.NoSender);
        await listener.NextAsync<Letters.Text>();
        Assert.Equal(there.DeadLetters, listener.LastSender);
    }

    [Fact]
    public async Task An_ask_is_answered_from_another_system()
    {
        var (here, there) = (Systems.Create("here"), Systems.Create("there"));
        Echo(there);
        var echo = await Systems.FindAsync(here, there, "echo");
        var replies = await Task.WhenAll(
            Enumerable.Range(0, 500).Select(number => echo.Ask<Letters.Numbered>(new Letters.Numbered(number), TimeSpan.FromSeconds(30))));
        Assert.Equal(Enumerable.Range(0, 500), replies.Select(reply => reply.Number));
    }

    [Fact]
    public async Task Messages_from_one_sender_to_one_receiver_keep_their_order()
    {
        const int Count = 5_000;
        var (here, there) = (Systems.Create("here"), Systems.Create("there"));
        Echo(there);
        var echo = await Systems.FindAsync(here, there, "echo");
        var senders = Enumerable.Range(0, 3).Select(_ => new Recorder(here)).ToList();
        await Task.WhenAll(senders.Select(sender => Task.Run(() =>
        {
            for (var number = 0; number < Count; number++)
            {
                echo.Tell(new Letters.Numbered(number), sender.Ref);
            }
        })));

        foreach (var sender in senders)
        {
            for (var number = 0; number < Count; number++)
            {
                Assert.Equal(number, (await sender.NextAsync<Letters.Numbered>()).Number);
            }
        }
    }

    [Fact]
    public async Task Order_is_kept_when_both_sides_connect_at_the_same_time()
    {
        const int Count = 2_000;
        var (here, there) = (Systems.Create("here"), Systems.Create("there"));
        var atHome = new Recorder(here, "listener");
        var abroad = new Recorder(there, "listener");
        var thither = here.ActorSelection(Systems.PathOf(there, "listener"));
        var hither = there.ActorSelection(Systems.PathOf(here, "listener"));
        for (var number = 0; number < Count; number++)
        {
            thither.Tell(new Letters.Numbered(number), atHome.Ref);
            hither.Tell(new Letters.Numbered(number), abroad.Ref);
        }

        for (var number = 0; number < Count; number++)
        {
            Assert.Equal(number, (await atHome.NextAsync<Letters.Numbered>()).Number);
            Assert.Equal(number, (await abroad.NextAsync<Letters.Numbered>()).Number);
        }
    }

    [Fact]
    public async Task A_forwarded_message_keeps_its_sender_across_three_systems()
    {
        var (first, second, third) = (Systems.Create("first"), Systems.Create("second"), Systems.Create("third"));
        Echo(second);
        Echo(third);
        var caller = new Recorder(first, "caller");
        var relay = await Systems.FindAsync(first, second, "echo");
        var end = await Systems.FindAsync(first, third, "echo");

        relay.Tell(new Letters.Pass("round", end), caller.Ref);
        Assert.Equal("round", (await caller.NextAsync<Letters.Text>()).Value);
        Assert.Equal(end, caller.LastSender);
    }

    [Fact]
    public async Task A_reference_to_a_local_actor_inside_a_message_works_at_the_other_end()
    {
        var (here, there) = (Systems.Create("here"), Systems.Create("there"));
        Echo(there);
        var friend = new Recorder(here, "friend");
        var echo = await Systems.FindAsync(here, there, "echo");
        echo.Tell(new Letters.Pass("for you", friend.Ref), ActorRefs.NoSender);
        Assert.Equal("for you", (await friend.NextAsync<Letters.Text>()).Value);
    }

    [Theory]
    [InlineData("text")]
    [InlineData(42)]
    [InlineData(1L << 40)]
    public async Task Strings_and_whole_numbers_need_no_serializer_of_their_own(object value)
    {
        var (here, there) = (Systems.Create("here"), Systems.Create("there"));
        Echo(there);
        var echo = await Systems.FindAsync(here, there, "echo");
        Assert.Equal(value, await echo.Ask<object>(value, TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task A_failure_status_fails_the_ask()
    {
        var (here, there) = (Systems.Create("here"), Systems.Create("there"));
        Echo(there);
        var echo = await Systems.FindAsync(here, there, "echo");
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => echo.Ask<Letters.Text>(
            new Status.Failure(new InvalidOperationException("no way")), TimeSpan.FromSeconds(30)));
        Assert.Contains("no way", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ask_that_nobody_answers_times_out()
    {
        var (here, there) = (Systems.Create("here"), Systems.Create("there"));
        _ = new Recorder(there, "silent");
        var silent = await Systems.FindAsync(here, there, "silent");
        await Assert.ThrowsAsync<AskTimeoutException>(
            () => silent.Ask<Letters.Text>(new Letters.Text("?"), TimeSpan.FromMilliseconds(300)));
    }

    [Fact]
    public async Task A_message_to_an_actor_that_has_stopped_is_a_dead_letter_at_the_other_end()
    {
        var (here, there) = (Systems.Create("here"), Systems.Create("there"));
        Echo(there);
        var deadLetters = Systems.Subscribe<Akka.Event.DeadLetter>(there);
        var watcher = new Recorder(here);
        var echo = await Systems.FindAsync(here, there, "echo");
        watcher.Watch(echo);
        await ExpectEchoAsync(here, echo);
        echo.Tell("stop");
        await watcher.NextAsync<Terminated>();
        echo.Tell(new Letters.Text("too late"));
        await deadLetters.NextAsync<Akka.Event.DeadLetter>(letter => letter.Message is Letters.Text { Value: "too late" });
    }

    [Fact]
    public async Task A_poison_pill_stops_a_remote_actor()
    {
        var (here, there) = (Systems.Create("here"), Systems.Create("there"));
        Echo(there);
        var echo = await Systems.FindAsync(here, there, "echo");
        var watcher = new Recorder(here);
        watcher.Watch(echo);
        echo.Tell(PoisonPill.Instance);
        await watcher.NextAsync<Terminated>();
    }
}

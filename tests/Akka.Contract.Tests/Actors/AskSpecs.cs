using Akka.Actor;

namespace Akka.Contract.Actors;

public sealed class AskSpecs : ActorContract
{
    private IActorRef Echo() => Actor((context, message) => context.Sender.Tell(message));

    private IActorRef Silent() => Actor((_, _) => { });

    [Fact]
    public async Task The_reply_is_the_result()
    {
        Assert.Equal("hello", await Echo().Ask<string>("hello", Patient));
    }

    [Fact]
    public async Task Many_asks_get_each_their_own_reply()
    {
        var echo = Echo();

        var replies = await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => echo.Ask<int>(i, Patient)));

        Assert.Equal(Enumerable.Range(0, 1000), replies);
    }

    [Fact]
    public async Task Only_the_first_reply_counts()
    {
        var actor = Actor((context, _) =>
        {
            context.Sender.Tell("first");
            context.Sender.Tell("second");
        });

        Assert.Equal("first", await actor.Ask<string>("go", Patient));
    }

    [Fact]
    public async Task A_timeout_fails_with_AskTimeoutException()
    {
        await Assert.ThrowsAsync<AskTimeoutException>(() => Silent().Ask<string>("hello", TimeSpan.FromMilliseconds(50)));
    }

    [Fact]
    public async Task Cancellation_cancels()
    {
        using var cancellation = new CancellationTokenSource();
        var ask = Silent().Ask<string>("hello", cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ask);
    }

    [Fact]
    public async Task A_token_that_is_cancelled_already_cancels()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Silent().Ask<string>("hello", Patient, new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task A_failure_as_reply_is_thrown()
    {
        var actor = Actor((context, _) => context.Sender.Tell(new Status.Failure(new InvalidOperationException("no"))));

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => actor.Ask<string>("go", Patient));

        Assert.Equal("no", thrown.Message);
    }

    [Fact]
    public async Task A_failure_can_be_asked_for()
    {
        var actor = Actor((context, _) => context.Sender.Tell(new Status.Failure(new InvalidOperationException("no"))));

        var failure = await actor.Ask<Status.Failure>("go", Patient);

        Assert.Equal("no", failure.Cause.Message);
    }

    [Fact]
    public async Task A_reply_of_another_type_fails_with_ArgumentException()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Echo().Ask<int>("text", Patient));
    }

    [Fact]
    public async Task An_untyped_ask_takes_any_reply()
    {
        Assert.Equal(42, await Echo().Ask(42, Patient));
    }

    [Fact]
    public async Task A_message_can_carry_the_reference_to_reply_to()
    {
        var actor = Actor((_, message) => ((IActorRef)message).Tell("by reference"));

        Assert.Equal("by reference", await actor.Ask<string>(self => self, Patient, CancellationToken.None));
    }

    [Fact]
    public async Task The_reference_to_reply_to_can_be_resolved_from_its_path()
    {
        var actor = Actor((context, _) =>
        {
            var provider = ((ExtendedActorSystem)context.System).Provider;
            provider.ResolveActorRef(context.Sender.Path.ToSerializationFormat()).Tell("by path");
        });

        Assert.Equal("by path", await actor.Ask<string>("go", Patient));
    }

    [Fact]
    public async Task A_reply_that_comes_too_late_is_a_dead_letter()
    {
        using var hold = new ManualResetEventSlim();
        Sys.EventStream.Subscribe(TestActor, typeof(Event.DeadLetter));
        var actor = Actor((context, _) =>
        {
            hold.Wait(Patient);
            context.Sender.Tell("late");
        });
        await Assert.ThrowsAsync<AskTimeoutException>(() => actor.Ask<string>("go", TimeSpan.FromMilliseconds(50)));

        hold.Set();

        Assert.Equal("late", ExpectMsg<Event.DeadLetter>().Message);
    }

    [Fact]
    public async Task A_selection_can_be_asked()
    {
        Actor((context, message) => context.Sender.Tell(message), "echo");

        Assert.Equal("hello", await Sys.ActorSelection("/user/echo").Ask<string>("hello", Patient));
    }

    [Fact]
    public async Task Without_a_timeout_the_setting_applies()
    {
        var system = ActorSystem.Create("impatient", Configuration.ConfigurationFactory.ParseString(
            "akka.actor.ask-timeout = 50ms, akka.loglevel = OFF"));
        var silent = system.ActorOf(FunctionActor.Props((_, _) => { }));

        await Assert.ThrowsAsync<AskTimeoutException>(() => silent.Ask<string>("hello"));

        await system.Terminate();
    }
}

using Akka.Actor;

namespace Akka.Contract.Actors;

public sealed class PropsSpecs : ActorContract
{
    [Fact]
    public void An_expression_gives_type_and_arguments()
    {
        var captured = "captured";
        var props = Props.Create(() => new Holding(TestActor, captured, 1 + 1));

        Assert.Equal(typeof(Holding), props.Type);
        Assert.Equal([TestActor, "captured", 2], props.Arguments);
        Sys.ActorOf(props);
        ExpectMsg("captured 2");
    }

    [Fact]
    public void The_arguments_of_an_expression_are_evaluated_once()
    {
        var evaluated = 0;
        var props = Props.Create(() => new Holding(TestActor, "text", Interlocked.Increment(ref evaluated)));

        Sys.ActorOf(props);
        Sys.ActorOf(props);

        ExpectMsg("text 1");
        ExpectMsg("text 1");
    }

    [Fact]
    public async Task A_function_in_an_expression_is_as_good_as_one_outside()
    {
        const int count = 10_000;
        var calls = 0;
        var props = Props.Create(() => new Calling(() => Interlocked.Increment(ref calls)));
        var actors = Enumerable.Range(0, 4).Select(_ => Sys.ActorOf(props)).ToArray();

        for (var i = 0; i < count; i++)
        {
            foreach (var actor in actors)
                actor.Tell("call");
        }

        await Task.WhenAll(actors.Select(actor => actor.GracefulStop(Patient)));
        Assert.Equal(4 * count, calls);
    }

    [Fact]
    public void Type_and_arguments_can_be_given()
    {
        Sys.ActorOf(Props.Create<Holding>(TestActor, "a", 1));
        ExpectMsg("a 1");

        var type = typeof(Holding);
        Sys.ActorOf(Props.Create(type, TestActor, "b", 2));
        ExpectMsg("b 2");
    }

    [Fact]
    public void Arguments_that_fit_no_constructor_fail_the_actor()
    {
        var actor = Sys.ActorOf(Props.Create<Holding>("wrong"));

        AwaitTermination(actor);
    }

    [Fact]
    public void An_actor_without_parameters_can_be_made_by_type()
    {
        var actor = Sys.ActorOf<Parameterless>("plain");

        actor.Tell("go", TestActor);

        ExpectMsg("plain");
    }

    private sealed class Holding : UntypedActor
    {
        public Holding(IActorRef probe, string text, int number)
        {
            probe.Tell($"{text} {number}");
        }

        protected override void OnReceive(object message)
        {
        }
    }

    private sealed class Calling(Action call) : UntypedActor
    {
        protected override void OnReceive(object message) => call();
    }

    private sealed class Parameterless : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell("plain");
    }
}

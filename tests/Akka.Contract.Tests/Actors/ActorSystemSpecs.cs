using Akka.Actor;
using Akka.Configuration;

namespace Akka.Contract.Actors;

public sealed class ActorSystemSpecs
{
    private static readonly TimeSpan Patient = TimeSpan.FromSeconds(30);
    private static readonly Config Quiet = ConfigurationFactory.ParseString("akka.loglevel = OFF, akka.stdout-loglevel = OFF");

    [Fact]
    public async Task A_system_has_its_name_address_and_settings()
    {
        var system = ActorSystem.Create("my-system1", ConfigurationFactory.ParseString("mine = 42").WithFallback(Quiet));

        Assert.Equal("my-system1", system.Name);
        Assert.Equal(new Address("akka", "my-system1"), ((ExtendedActorSystem)system).Provider.DefaultAddress);
        Assert.Equal("akka://my-system1", system.ToString());
        Assert.Equal(42, system.Settings.Config.GetInt("mine"));
        Assert.Equal(10, system.Settings.Config.GetInt("akka.log-dead-letters"));
        await system.Terminate();
    }

    [Theory]
    [InlineData("")]
    [InlineData("-leading")]
    [InlineData("with space")]
    [InlineData("under_score")]
    [InlineData("dot.dot")]
    public void Illegal_names_are_refused(string name)
    {
        Assert.Throws<ArgumentException>(() => ActorSystem.Create(name, Quiet));
    }

    [Fact]
    public async Task Terminate_stops_all_actors_and_then_completes()
    {
        var stopped = 0;
        var system = ActorSystem.Create("terminating", Quiet);
        for (var i = 0; i < 100; i++)
            system.ActorOf(Props.Create(() => new Counting(() => Interlocked.Increment(ref stopped))));

        await system.Terminate().WaitAsync(Patient);

        Assert.Equal(100, stopped);
        Assert.True(system.WhenTerminated.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Callbacks_run_on_termination_the_latest_first()
    {
        var calls = new List<int>();
        var both = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var system = ActorSystem.Create("callbacks", Quiet);
        system.RegisterOnTermination(() =>
        {
            calls.Add(1);
            both.SetResult();
        });
        system.RegisterOnTermination(() => calls.Add(2));

        await system.Terminate().WaitAsync(Patient);
        await both.Task.WaitAsync(Patient);

        Assert.Equal([2, 1], calls);
    }

    [Fact]
    public async Task Terminate_can_be_called_again()
    {
        var system = ActorSystem.Create("again", Quiet);

        await system.Terminate().WaitAsync(Patient);
        await system.Terminate().WaitAsync(Patient);
    }

    [Fact]
    public async Task No_actor_can_be_made_after_termination()
    {
        var system = ActorSystem.Create("late", Quiet);
        await system.Terminate().WaitAsync(Patient);

        Assert.Throws<InvalidOperationException>(() => system.ActorOf(FunctionActor.Props((_, _) => { })));
    }

    [Fact]
    public async Task Messages_after_termination_are_lost_without_harm()
    {
        var system = ActorSystem.Create("dead", Quiet);
        var actor = system.ActorOf(FunctionActor.Props((_, _) => { }));
        await system.Terminate().WaitAsync(Patient);

        actor.Tell("hello");
        system.DeadLetters.Tell("hello");
    }

    [Fact]
    public async Task A_failure_that_reaches_the_top_stops_the_actor_not_the_system()
    {
        var system = ActorSystem.Create("tough", Quiet);
        var actor = system.ActorOf(FunctionActor.Props((context, message) =>
            context.Sender.Tell(message is "fail" ? throw new InvalidOperationException() : message)));
        actor.Tell("fail");

        Assert.Equal("alive", await actor.Ask<string>("alive", Patient));

        await system.Terminate().WaitAsync(Patient);
    }

    [Fact]
    public async Task The_strategy_of_the_top_can_be_set()
    {
        var system = ActorSystem.Create("strict", ConfigurationFactory
            .ParseString("akka.actor.guardian-supervisor-strategy = \"Akka.Actor.StoppingSupervisorStrategy\"")
            .WithFallback(Quiet));
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var actor = system.ActorOf(Props.Create(() => new Counting(() => stopped.SetResult())));

        actor.Tell("fail");

        await stopped.Task.WaitAsync(Patient);
        await system.Terminate().WaitAsync(Patient);
    }

    [Fact]
    public async Task Systems_do_not_know_each_other()
    {
        var one = ActorSystem.Create("same", Quiet);
        var two = ActorSystem.Create("same", Quiet);
        one.ActorOf(FunctionActor.Props((_, _) => { }), "here");

        await Assert.ThrowsAsync<ActorNotFoundException>(() => two.ActorSelection("/user/here").ResolveOne(Patient));

        await Task.WhenAll(one.Terminate(), two.Terminate()).WaitAsync(Patient);
    }

    [Fact]
    public async Task An_extension_is_made_once()
    {
        var system = ActorSystem.Create("extended", Quiet);

        var first = system.WithExtension<MyExtension, MyExtensionId>();

        Assert.Same(first, system.WithExtension<MyExtension, MyExtensionId>());
        Assert.True(system.HasExtension<MyExtension>());
        Assert.Same(first, new MyExtensionId().Apply(system));
        await system.Terminate().WaitAsync(Patient);
    }

    private sealed class MyExtension : IExtension;

    private sealed class MyExtensionId : ExtensionIdProvider<MyExtension>
    {
        public override MyExtension CreateExtension(ExtendedActorSystem system) => new();
    }

    private sealed class Counting(Action onStop) : UntypedActor
    {
        protected override void PostStop() => onStop();

        protected override void OnReceive(object message) => throw new InvalidOperationException();
    }
}

using Akka.Actor;

namespace Akka.Contract.Actors;

public sealed class GracefulStopSpecs : ActorContract
{
    [Fact]
    public async Task It_is_done_when_the_actor_has_handled_its_messages_and_terminated()
    {
        var actor = Reporter();
        actor.Tell("before");

        Assert.True(await actor.GracefulStop(Patient));

        ExpectMsg("before");
        AwaitTermination(actor);
    }

    [Fact]
    public async Task It_is_done_at_once_for_a_dead_actor()
    {
        var actor = Reporter();
        actor.Tell(PoisonPill.Instance);
        AwaitTermination(actor);

        Assert.True(await actor.GracefulStop(Patient));
    }

    [Fact]
    public async Task The_message_that_stops_the_actor_can_be_chosen()
    {
        var actor = Actor((context, message) =>
        {
            TestActor.Tell(message);
            context.Stop(context.Self);
        });

        Assert.True(await actor.GracefulStop(Patient, "please"));

        ExpectMsg("please");
    }

    [Fact]
    public async Task It_fails_when_the_actor_does_not_stop_in_time()
    {
        var actor = Actor((_, _) => { });

        Assert.False(await actor.GracefulStop(TimeSpan.FromMilliseconds(50), "never mind"));
    }

    [Fact]
    public async Task It_waits_for_the_children()
    {
        using var hold = new ManualResetEventSlim();
        var parent = Actor((context, _) =>
        {
            context.ActorOf(FunctionActor.Props((_, _) =>
            {
                TestActor.Tell("held");
                hold.Wait(Patient);
            })).Tell("go");
        });
        parent.Tell("go");
        ExpectMsg("held");

        var stop = parent.GracefulStop(Patient);
        Assert.False(stop.IsCompleted);
        hold.Set();

        Assert.True(await stop);
    }
}

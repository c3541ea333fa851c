using Akka.Actor;
using Akka.TestKit;

namespace Akka.Contract.Testing;

public class ProbeSpecs : KitContract
{
    [Fact]
    public void A_probe_sends_replies_and_forwards()
    {
        var (asker, helper, answerer) = (CreateTestProbe(), CreateTestProbe(), CreateTestProbe());

        asker.Send(helper.Ref, "question");
        helper.ExpectMsg("question");
        Assert.Equal(asker.Ref, helper.Sender);
        helper.Forward(answerer.Ref);
        answerer.ExpectMsg("question");
        answerer.Reply("answer");
        asker.ExpectMsg("answer");
        Assert.Equal(answerer.Ref, asker.Sender);
        helper.Forward(answerer.Ref, "another question");
        answerer.ExpectMsgFrom(asker.Ref, "another question");
    }

    [Fact]
    public void Probes_receive_apart_from_each_other()
    {
        var (one, other) = (CreateTestProbe(), CreateTestProbe());

        one.Ref.Tell("a");

        Assert.True(one.HasMessages);
        Assert.False(other.HasMessages);
        Assert.False(HasMessages);
    }

    [Fact]
    public void A_probe_stands_for_its_actor_where_a_reference_is_asked_for()
    {
        var probe = CreateTestProbe();
        Echo().Tell("a", probe);
        probe.ExpectMsg("a");
        probe.Tell("b");
        probe.ExpectMsg("b");
        Watch(probe);
        Sys.Stop(probe);

        ExpectTerminated(probe.Ref);
    }

    [Fact]
    public void A_probe_may_be_named()
    {
        Assert.Equal("somebody", CreateTestProbe("somebody").Ref.Path.Name);
    }

    [Fact]
    public async Task A_probe_can_be_found_by_its_path()
    {
        var probe = CreateTestProbe();

        Assert.Equal(probe.Ref, await Sys.ActorSelection(probe.Ref.Path).ResolveOne(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void A_probe_sees_the_end_of_what_it_watches()
    {
        var actor = Echo();
        var probe = CreateTestProbe();

        probe.Watch(actor);
        Sys.Stop(actor);

        Assert.Equal(actor, probe.ExpectTerminated(actor).ActorRef);
    }

    [Fact]
    public async Task A_watch_stands_when_it_is_awaited_and_ends_when_it_is_unwatched()
    {
        var (watched, unwatched) = (Echo(), Echo());
        await WatchAsync(unwatched);
        await UnwatchAsync(unwatched);
        await WatchAsync(watched);

        Sys.Stop(unwatched);
        Sys.Stop(watched);

        await ExpectTerminatedAsync(watched);
        Assert.False(HasMessages);
    }

    [Fact]
    public void The_end_of_another_actor_is_not_the_end_expected()
    {
        var actor = Watch(Echo());
        Sys.Stop(actor);

        Fails(() => ExpectTerminated(TestActor));
    }

    [Fact]
    public void An_actor_made_as_a_child_of_the_probe_has_it_as_its_parent()
    {
        var probe = CreateTestProbe();

        var child = probe.ChildActorOf(Props.Create<TellsParent>(), "child");

        probe.ExpectMsgFrom(child, "started");
        Assert.Equal(probe.Ref.Path / "child", child.Path);
    }

    [Fact]
    public void An_auto_pilot_acts_before_the_test_sees_the_message()
    {
        var probe = CreateTestProbe();
        probe.SetAutoPilot(new DelegateAutoPilot((sender, message) =>
        {
            sender.Tell($"re: {message}", ActorRefs.NoSender);
            return message is "last" ? AutoPilot.NoAutoPilot : AutoPilot.KeepRunning;
        }));

        foreach (string message in new[] { "first", "last", "later" }) probe.Ref.Tell(message, TestActor);

        ExpectMsg("re: first");
        ExpectMsg("re: last");
        Assert.False(HasMessages);
        Assert.Equal(["first", "last", "later"], probe.ReceiveN(3));
    }

    private sealed class TellsParent : ReceiveActor
    {
        protected override void PreStart() => Context.Parent.Tell("started");
    }
}

using Akka.Actor;

namespace Akka.Contract.Actors;

public sealed class SupervisionSpecs : ActorContract
{
    private static readonly TimeSpan Forever = Timeout.InfiniteTimeSpan;

    private IActorRef Supervisor(SupervisorStrategy strategy, params string[] children)
    {
        var supervisor = Sys.ActorOf(Props.Create(() => new Boss(TestActor, strategy, children)));
        ExpectMsg("ready");
        return supervisor;
    }

    [Fact]
    public void Resume_keeps_the_state()
    {
        var boss = Supervisor(new OneForOneStrategy(_ => Directive.Resume), "child");

        boss.Tell(new ToChild("child", "count"));
        boss.Tell(new ToChild("child", "fail"));
        boss.Tell(new ToChild("child", "count"));

        ExpectMsg("child 1");
        ExpectMsg("child 2");
    }

    [Fact]
    public void Restart_begins_anew()
    {
        var boss = Supervisor(new OneForOneStrategy(_ => Directive.Restart), "child");

        boss.Tell(new ToChild("child", "count"));
        boss.Tell(new ToChild("child", "fail"));
        boss.Tell(new ToChild("child", "count"));

        ExpectMsg("child 1");
        ExpectMsg("child restarted");
        ExpectMsg("child 1");
    }

    [Fact]
    public void Stop_ends_the_child()
    {
        var boss = Supervisor(new OneForOneStrategy(_ => Directive.Stop), "child");

        boss.Tell(new ToChild("child", "fail"));

        ExpectMsg("child stopped");
        ExpectMsg("terminated child");
    }

    [Fact]
    public void Escalate_fails_the_supervisor()
    {
        var boss = Supervisor(new OneForOneStrategy(_ => Directive.Escalate), "child");

        boss.Tell(new ToChild("child", "fail"));

        ExpectMsgAllOf<object>("boss restarting: fail", "child stopped", "ready");
    }

    [Fact]
    public void One_for_one_leaves_the_siblings_alone()
    {
        var boss = Supervisor(new OneForOneStrategy(_ => Directive.Restart), "a", "b");

        boss.Tell(new ToChild("b", "count"));
        boss.Tell(new ToChild("a", "fail"));
        ExpectMsgAllOf<object>("b 1", "a restarted");
        boss.Tell(new ToChild("b", "count"));

        ExpectMsg("b 2");
    }

    [Fact]
    public void All_for_one_restarts_the_siblings()
    {
        var boss = Supervisor(new AllForOneStrategy(_ => Directive.Restart), "a", "b");

        boss.Tell(new ToChild("b", "count"));
        ExpectMsg("b 1");
        boss.Tell(new ToChild("a", "fail"));
        ExpectMsgAllOf<object>("a restarted", "b restarted");
        boss.Tell(new ToChild("b", "count"));

        ExpectMsg("b 1");
    }

    [Fact]
    public void All_for_one_stops_the_siblings()
    {
        var boss = Supervisor(new AllForOneStrategy(_ => Directive.Stop), "a", "b");

        boss.Tell(new ToChild("a", "fail"));

        ExpectMsgAllOf<object>("a stopped", "b stopped", "terminated a", "terminated b");
    }

    [Fact]
    public void A_child_that_fails_too_often_is_stopped()
    {
        var boss = Supervisor(new OneForOneStrategy(2, Forever, _ => Directive.Restart), "child");

        for (var i = 0; i < 3; i++)
            boss.Tell(new ToChild("child", "fail"));

        ExpectMsg("child restarted");
        ExpectMsg("child restarted");
        ExpectMsg("child stopped");
        ExpectMsg("terminated child");
    }

    [Fact]
    public void A_limit_of_none_stops_at_the_first_failure()
    {
        var boss = Supervisor(new OneForOneStrategy(0, Forever, _ => Directive.Restart), "child");

        boss.Tell(new ToChild("child", "fail"));

        ExpectMsg("child stopped");
        ExpectMsg("terminated child");
    }

    [Fact]
    public void A_limit_within_a_time_counts_the_failures_of_that_time()
    {
        var boss = Supervisor(new OneForOneStrategy(1, TimeSpan.FromHours(1), _ => Directive.Restart), "child");

        boss.Tell(new ToChild("child", "fail"));
        boss.Tell(new ToChild("child", "fail"));

        ExpectMsg("child restarted");
        ExpectMsg("child stopped");
        ExpectMsg("terminated child");
    }

    [Fact]
    public void Without_a_limit_a_child_is_restarted_for_ever()
    {
        var boss = Supervisor(new OneForOneStrategy(_ => Directive.Restart), "child");

        for (var i = 0; i < 50; i++)
            boss.Tell(new ToChild("child", "fail"));

        for (var i = 0; i < 50; i++)
            ExpectMsg("child restarted");
    }

    [Fact]
    public void A_decider_is_asked_with_the_exception_itself()
    {
        var boss = Supervisor(
            new OneForOneStrategy(Decider.From(
                Directive.Stop,
                Directive.Resume.When<ArgumentException>(),
                Directive.Restart.When<InvalidOperationException>())),
            "child");

        boss.Tell(new ToChild("child", "argument"));
        boss.Tell(new ToChild("child", "count"));
        ExpectMsg("child 1");
        boss.Tell(new ToChild("child", "fail"));
        ExpectMsg("child restarted");
        boss.Tell(new ToChild("child", "other"));
        ExpectMsg("child stopped");
        ExpectMsg("terminated child");
    }

    [Fact]
    public void The_default_strategy_restarts()
    {
        var boss = Supervisor(SupervisorStrategy.DefaultStrategy, "child");

        boss.Tell(new ToChild("child", "fail"));

        ExpectMsg("child restarted");
    }

    [Fact]
    public void The_stopping_strategy_stops()
    {
        var boss = Supervisor(SupervisorStrategy.StoppingStrategy, "child");

        boss.Tell(new ToChild("child", "fail"));

        ExpectMsg("child stopped");
        ExpectMsg("terminated child");
    }

    [Fact]
    public void The_strategy_of_the_props_takes_precedence()
    {
        var strategy = new OneForOneStrategy(_ => Directive.Stop);
        var boss = Sys.ActorOf(
            Props.Create(() => new Boss(TestActor, new OneForOneStrategy(_ => Directive.Restart), new[] { "child" }))
                .WithSupervisorStrategy(strategy));
        ExpectMsg("ready");

        boss.Tell(new ToChild("child", "fail"));

        ExpectMsg("child stopped");
        ExpectMsg("terminated child");
    }

    [Fact]
    public void A_failed_child_handles_nothing_until_its_supervisor_has_decided()
    {
        using var decide = new ManualResetEventSlim();
        var boss = Supervisor(
            new OneForOneStrategy(_ =>
            {
                TestActor.Tell("deciding");
                decide.Wait(Patient);
                return Directive.Resume;
            }),
            "child");

        boss.Tell(new ToChild("child", "fail"));
        boss.Tell(new ToChild("child", "count"));
        ExpectMsg("deciding");
        ExpectNoMsg(Moment);
        decide.Set();

        ExpectMsg("child 1");
    }

    [Fact]
    public void A_constructor_that_fails_in_a_restart_stops_the_child()
    {
        var fail = false;
        var boss = Supervisor(SupervisorStrategy.DefaultStrategy);
        boss.Tell(Props.Create(() => new Fragile(TestActor, () => Volatile.Read(ref fail))));
        var child = ExpectMsg<IActorRef>();
        Volatile.Write(ref fail, true);

        child.Tell("fail");

        AwaitTermination(child);
    }

    [Fact]
    public void The_children_of_a_failed_actor_wait_with_it()
    {
        using var decide = new ManualResetEventSlim();
        var boss = Supervisor(
            new OneForOneStrategy(_ =>
            {
                decide.Wait(Patient);
                return Directive.Resume;
            }),
            "child");
        boss.Tell(new ToChild("child", "grandchild"));
        var grandchild = ExpectMsg<IActorRef>();
        boss.Tell(new ToChild("child", "fail"));

        // The decision waits, so the failure has reached the grandchild when it stays silent; nothing else can make it.
        AwaitAssert(() =>
        {
            var probe = CreateTestProbe();
            grandchild.Tell("anyone?", probe.Ref);
            probe.ExpectNoMsg(Moment);
        });
        decide.Set();

        grandchild.Tell("awake?", TestActor);
        FishForMessage(message => message is "awake?");
    }
}

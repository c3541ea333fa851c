using Akka.Actor;
using Akka.Configuration;

namespace Akka.Contract.Actors;

public sealed class RestartSpecs : ActorContract
{
    private IActorRef Supervised(Func<Exception, Directive> decide, Func<IActorRef, Hooks> hooks) =>
        Sys.ActorOf(Props.Create(() => new HookedActorParent(TestActor, decide, hooks(TestActor))));

    [Fact]
    public void A_failing_PreRestart_does_not_stop_the_restart()
    {
        var actor = Supervised(_ => Directive.Restart, probe => new Hooks
        {
            PreRestart = () => throw new InvalidOperationException("in PreRestart"),
            PostRestart = () => probe.Tell("restarted"),
        });

        actor.Tell("fail");
        ExpectMsg("restarted");
        actor.Tell("alive");

        ExpectMsg("alive");
    }

    [Fact]
    public void A_failing_PostRestart_is_for_the_supervisor_to_judge()
    {
        var failures = 0;
        var actor = Supervised(
            cause =>
            {
                TestActor.Tell(cause.GetType().Name);
                return Directive.Restart;
            },
            probe => new Hooks
            {
                PostRestart = () =>
                {
                    if (Interlocked.Increment(ref failures) == 1)
                        throw new NotSupportedException("in PostRestart");
                    probe.Tell("restarted");
                },
            });

        actor.Tell("fail");
        ExpectMsg("InvalidOperationException");
        ExpectMsg("PostRestartException");
        ExpectMsg("restarted");
        actor.Tell("alive");

        ExpectMsg("alive");
    }

    [Fact]
    public void A_constructor_that_fails_can_be_tried_again()
    {
        var attempts = 0;
        var actor = Supervised(
            cause =>
            {
                TestActor.Tell(cause.GetType().Name);
                return Directive.Restart;
            },
            _ => new Hooks
            {
                Constructor = () =>
                {
                    if (Interlocked.Increment(ref attempts) < 3)
                        throw new InvalidOperationException();
                },
            });

        actor.Tell("alive");

        ExpectMsg("ActorInitializationException");
        ExpectMsg("ActorInitializationException");
        ExpectMsg("alive");
    }

    [Fact]
    public void A_constructor_that_fails_is_tried_again_even_if_resumed()
    {
        var attempts = 0;
        var actor = Supervised(_ => Directive.Resume, _ => new Hooks
        {
            Constructor = () =>
            {
                if (Interlocked.Increment(ref attempts) < 2)
                    throw new InvalidOperationException();
            },
        });

        actor.Tell("alive");

        ExpectMsg("alive");
    }

    [Fact]
    public void A_receive_timeout_survives_a_restart()
    {
        var actor = Sys.ActorOf(Props.Create(() => new OnceTimed(TestActor)));
        actor.Tell("fail");
        ExpectMsg("restarted");

        actor.Tell("read");

        ExpectMsg("a timeout");
    }

    [Fact]
    public void A_failure_travels_up_while_it_is_escalated()
    {
        var top = Sys.ActorOf(Props.Create(() => new Tower(TestActor, 3)));
        ExpectMsg("ready");

        top.Tell("fail");

        // Below the one that decides, every parent fails with its child's exception and is restarted in turn.
        ExpectMsg("level 3 decides: at the bottom");
        ExpectMsg("ready");
    }

    [Fact]
    public async Task A_failure_that_the_top_escalates_terminates_the_system()
    {
        var system = ActorSystem.Create("fragile", ConfigurationFactory.ParseString(
            $"""
            akka.actor.guardian-supervisor-strategy = "{typeof(EscalatingStrategy).AssemblyQualifiedName}"
            akka.loglevel = OFF
            akka.stdout-loglevel = OFF
            """));
        var actor = system.ActorOf(FunctionActor.Props((_, _) => throw new InvalidOperationException()));

        actor.Tell("fail");

        await system.WhenTerminated.WaitAsync(Patient);
    }

    [Fact]
    public void An_actor_that_is_stopped_while_its_supervisor_decides_terminates()
    {
        using var decide = new ManualResetEventSlim();
        var actor = Supervised(
            _ =>
            {
                TestActor.Tell("deciding");
                decide.Wait(Patient);
                return Directive.Restart;
            },
            probe => new Hooks { PostStop = () => probe.Tell("stopped") });
        actor.Tell("fail");
        ExpectMsg("deciding");

        Sys.Stop(actor);
        decide.Set();

        AwaitTermination(actor);
        FishForMessage(message => message is "stopped");
    }

    [Fact]
    public void A_restart_waits_for_the_children_it_stops()
    {
        using var hold = new ManualResetEventSlim();
        var actor = Sys.ActorOf(Props.Create(() => new SlowFamily(TestActor, hold)));
        actor.Tell("child");
        ExpectMsg("child holds");

        actor.Tell("fail");
        actor.Tell("after");
        ExpectMsg("stopping");
        ExpectNoMsg(Moment);
        hold.Set();

        ExpectMsg("restarted");
        ExpectMsg("after");
    }

    public sealed class EscalatingStrategy : SupervisorStrategyConfigurator
    {
        public override SupervisorStrategy Create() => new OneForOneStrategy(_ => Directive.Escalate);
    }

    private sealed class OnceTimed : UntypedActor
    {
        private static int instances;
        private readonly IActorRef _probe;

        public OnceTimed(IActorRef probe)
        {
            _probe = probe;
            if (Interlocked.Increment(ref instances) == 1)
                Context.SetReceiveTimeout(TimeSpan.FromHours(1));
        }

        protected override void PostRestart(Exception reason) => _probe.Tell("restarted");

        protected override void OnReceive(object message)
        {
            if (message is "fail")
                throw new InvalidOperationException();
            _probe.Tell(Context.ReceiveTimeout is null ? "no timeout" : "a timeout");
        }
    }

    private sealed class Tower : UntypedActor
    {
        private readonly IActorRef _probe;
        private readonly int _level;
        private readonly IActorRef? _below;

        public Tower(IActorRef probe, int level)
        {
            _probe = probe;
            _level = level;
            if (level > 0)
                _below = Context.ActorOf(Props.Create(() => new Tower(probe, level - 1)));
            else
                probe.Tell("ready");
        }

        protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(cause =>
        {
            if (_level < 3)
                return Directive.Escalate;
            _probe.Tell($"level {_level} decides: {cause.Message}");
            return Directive.Restart;
        });

        protected override void OnReceive(object message)
        {
            if (_below is null)
                throw new InvalidOperationException("at the bottom");
            _below.Tell(message);
        }
    }

    private sealed class SlowFamily(IActorRef probe, ManualResetEventSlim hold) : UntypedActor
    {
        protected override void PreRestart(Exception reason, object message)
        {
            probe.Tell("stopping");
            base.PreRestart(reason, message);
        }

        protected override void PostRestart(Exception reason) => probe.Tell("restarted");

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case "fail":
                    throw new InvalidOperationException();
                case "child":
                    Context.ActorOf(FunctionActor.Props((_, _) =>
                    {
                        probe.Tell("child holds");
                        hold.Wait(TimeSpan.FromSeconds(30));
                    })).Tell("hold");
                    break;
                default:
                    probe.Tell(message);
                    break;
            }
        }
    }
}

using System.Reflection;
using Akka.Actor;

namespace Akka.Contract.Actors;

public sealed class LifecycleSpecs : ActorContract
{
    [Fact]
    public void An_actor_starts_before_its_first_message_and_stops_after_its_last()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Lively(TestActor)));

        actor.Tell("a");
        actor.Tell("b");
        actor.Tell(PoisonPill.Instance);
        actor.Tell("too late");

        ExpectMsg("constructor");
        ExpectMsg("PreStart");
        ExpectMsg("a");
        ExpectMsg("b");
        ExpectMsg("PostStop");
        AwaitTermination(actor);
        ExpectNoMsg(Moment);
    }

    [Fact]
    public void Stop_overtakes_messages_that_wait_and_makes_them_dead_letters()
    {
        using var hold = new ManualResetEventSlim();
        Sys.EventStream.Subscribe(TestActor, typeof(Event.DeadLetter));
        var actor = Actor((_, message) =>
        {
            TestActor.Tell(message);
            hold.Wait(Patient);
        });
        actor.Tell("held");
        ExpectMsg("held");
        actor.Tell("waiting", TestActor);

        Sys.Stop(actor);
        AwaitGuardian();
        hold.Set();

        var letter = ExpectMsg<Event.DeadLetter>();
        Assert.Equal("waiting", letter.Message);
        Assert.Equal(TestActor, letter.Sender);
        Assert.Equal(actor, letter.Recipient);
    }

    [Fact]
    public void A_restart_keeps_the_reference_and_the_mailbox_but_not_the_instance()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Lively(TestActor)));
        ExpectMsg("constructor");
        ExpectMsg("PreStart");

        actor.Tell("fail");
        actor.Tell("after");

        ExpectMsg("PreRestart InvalidOperationException fail");
        ExpectMsg("PostStop");
        ExpectMsg("constructor");
        ExpectMsg("PostRestart InvalidOperationException");
        ExpectMsg("PreStart");
        ExpectMsg("after");
    }

    [Fact]
    public void The_message_that_failed_is_not_handled_again()
    {
        var handled = 0;
        var actor = Actor((context, message) =>
        {
            if (message is not "fail")
                context.Sender.Tell(Volatile.Read(ref handled));
            else if (Interlocked.Increment(ref handled) > 0)
                throw new InvalidOperationException();
        });

        actor.Tell("fail");
        actor.Tell("how often", TestActor);

        ExpectMsg(1);
    }

    [Fact]
    public void Kill_stops_an_actor_under_the_default_strategy()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Lively(TestActor)));
        ExpectMsg("constructor");
        ExpectMsg("PreStart");

        actor.Tell(Kill.Instance);

        ExpectMsg("PostStop");
        AwaitTermination(actor);
    }

    [Fact]
    public void An_actor_whose_constructor_fails_is_stopped()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Stillborn()));

        AwaitTermination(actor);
    }

    [Fact]
    public void An_actor_whose_PreStart_fails_is_stopped()
    {
        var actor = Sys.ActorOf(Props.Create(() => new BadStarter()));

        AwaitTermination(actor);
    }

    [Fact]
    public void An_actor_that_fails_in_PostStop_terminates_all_the_same()
    {
        var actor = Sys.ActorOf(Props.Create(() => new BadStopper()));

        actor.Tell(PoisonPill.Instance);

        AwaitTermination(actor);
    }

    [Fact]
    public void A_disposable_actor_is_disposed_when_it_stops()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Disposing(TestActor)));

        actor.Tell(PoisonPill.Instance);

        ExpectMsg("PostStop");
        ExpectMsg("Dispose");
    }

    [Fact]
    public async Task An_actor_cannot_be_made_with_new()
    {
        // On a thread of its own, since that of the test counts as that of the test actor.
        var outer = await Assert.ThrowsAsync<TargetInvocationException>(() => OnOwnThread(() => Activator.CreateInstance<BadStarter>()));

        Assert.IsType<ActorInitializationException>(outer.InnerException);
    }

    [Fact]
    public void Outside_of_its_thread_an_actor_has_no_context()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Lively(TestActor)));
        ExpectMsg("constructor");
        ExpectMsg("PreStart");

        actor.Tell("task");

        ExpectMsg("NotSupportedException");
    }

    private static Task<T> OnOwnThread<T>(Func<T> run) =>
        Task.Factory.StartNew(run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    // Stop goes through the mailbox of the guardian; what follows it there shows that it has been passed on.
    private void AwaitGuardian()
    {
        var probe = CreateTestProbe();
        Sys.ActorSelection("/user").Tell(new Identify("barrier"), probe.Ref);
        probe.ExpectMsg<ActorIdentity>();
    }

    private sealed class Lively : UntypedActor
    {
        private readonly IActorRef _probe;

        public Lively(IActorRef probe)
        {
            _probe = probe;
            probe.Tell("constructor");
        }

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case "fail":
                    throw new InvalidOperationException();
                case "task":
                    OnOwnThread(() =>
                    {
                        try
                        {
                            _probe.Tell(Self);
                        }
                        catch (NotSupportedException cause)
                        {
                            _probe.Tell(cause.GetType().Name);
                        }
                        return true;
                    });
                    break;
                default:
                    _probe.Tell(message);
                    break;
            }
        }

        protected override void PreStart() => _probe.Tell("PreStart");

        protected override void PostStop() => _probe.Tell("PostStop");

        protected override void PreRestart(Exception reason, object message)
        {
            _probe.Tell($"PreRestart {reason.GetType().Name} {message}");
            base.PreRestart(reason, message);
        }

        protected override void PostRestart(Exception reason)
        {
            _probe.Tell($"PostRestart {reason.GetType().Name}");
            base.PostRestart(reason);
        }
    }

    private sealed class Stillborn : UntypedActor
    {
        public Stillborn()
        {
            throw new InvalidOperationException();
        }

        protected override void OnReceive(object message)
        {
        }
    }

    private sealed class BadStarter : UntypedActor
    {
        protected override void PreStart() => throw new InvalidOperationException();

        protected override void OnReceive(object message)
        {
        }
    }

    private sealed class BadStopper : UntypedActor
    {
        protected override void PostStop() => throw new InvalidOperationException();

        protected override void OnReceive(object message)
        {
        }
    }

    private sealed class Disposing(IActorRef probe) : UntypedActor, IDisposable
    {
        public void Dispose() => probe.Tell("Dispose");

        protected override void PostStop() => probe.Tell("PostStop");

        protected override void OnReceive(object message)
        {
        }
    }
}

using Akka.Actor;

namespace Akka.Contract.Actors;

public sealed class AsyncReceiveSpecs : ActorContract
{
    private IActorRef Asynchronous(Func<Asynchronously, string, Task> handle, string? name = null) =>
        Sys.ActorOf(Props.Create(() => new Asynchronously(TestActor, handle)), name);

    [Fact]
    public void No_other_message_is_handled_until_the_handler_has_completed()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var actor = Asynchronous(async (self, message) =>
        {
            self.Report($"{message} begins");
            await gate.Task;
            self.Report($"{message} ends");
        });

        actor.Tell("first");
        actor.Tell("second");
        ExpectMsg("first begins");
        gate.SetResult();

        ExpectMsg("first ends");
        ExpectMsg("second begins");
        ExpectMsg("second ends");
    }

    [Fact]
    public void Context_and_sender_are_the_same_after_an_await()
    {
        var actor = Asynchronous(async (self, _) =>
        {
            var before = self.CurrentSender;
            await Task.Delay(1);
            await Task.Yield();
            self.Report(before.Equals(self.CurrentSender) && self.CurrentSelf.Equals(self.OwnRef));
        });

        actor.Tell("go", CreateTestProbe().Ref);

        ExpectMsg(true);
    }

    [Fact]
    public void What_follows_an_await_never_overlaps_with_other_messages()
    {
        const int count = 500;
        var inside = 0;
        var overlaps = 0;
        var actor = Asynchronous(async (self, _) =>
        {
            overlaps += Interlocked.Increment(ref inside) - 1;
            await Task.Yield();
            Interlocked.Decrement(ref inside);
            self.Report("done");
        });

        for (var i = 0; i < count; i++)
            actor.Tell("go");

        for (var i = 0; i < count; i++)
            ExpectMsg("done");
        Assert.Equal(0, overlaps);
    }

    [Fact]
    public void A_handler_that_fails_after_an_await_restarts_the_actor()
    {
        var actor = Asynchronous(async (_, message) =>
        {
            await Task.Delay(1);
            if (message == "fail")
                throw new InvalidOperationException("after await");
        });

        actor.Tell("fail");
        ExpectMsg("restarting: after await, fail");
        actor.Tell("tell");

        ExpectMsg("handled");
    }

    [Fact]
    public void A_handler_that_fails_before_its_first_await_restarts_the_actor()
    {
        var actor = Asynchronous((_, message) => message == "fail"
            ? throw new InvalidOperationException("at once")
            : Task.CompletedTask);

        actor.Tell("fail");

        ExpectMsg("restarting: at once, fail");
    }

    [Fact]
    public void Messages_that_came_during_a_failing_handler_are_handled_after_the_restart()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var actor = Asynchronous(async (self, message) =>
        {
            if (message == "fail")
            {
                self.Report("begins");
                await gate.Task;
                throw new InvalidOperationException("late");
            }
        });

        actor.Tell("fail");
        ExpectMsg("begins");
        actor.Tell("tell");
        gate.SetResult();

        ExpectMsg("restarting: late, fail");
        ExpectMsg("handled");
    }

    [Fact]
    public void An_actor_can_be_stopped_while_its_handler_waits()
    {
        var actor = Asynchronous(async (self, _) =>
        {
            self.Report("begins");
            await new TaskCompletionSource().Task;
        });
        actor.Tell("go");
        ExpectMsg("begins");

        Sys.Stop(actor);

        AwaitTermination(actor);
    }

    [Fact]
    public void A_behaviour_chosen_after_an_await_handles_the_next_message()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Changing(TestActor)));

        actor.Tell("change");
        actor.Tell("where");

        ExpectMsg("changed");
    }

    [Fact]
    public void A_task_run_by_an_untyped_actor_holds_up_its_mailbox()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var actor = Sys.ActorOf(Props.Create(() => new TaskRunner(TestActor, gate.Task)));

        actor.Tell("first");
        actor.Tell("second");
        ExpectMsg("first begins");
        gate.SetResult();

        ExpectMsg("first ends");
        ExpectMsg("second begins");
        ExpectMsg("second ends");
    }

    private sealed class Asynchronously : ReceiveActor
    {
        private readonly IActorRef _probe;

        public Asynchronously(IActorRef probe, Func<Asynchronously, string, Task> handle)
        {
            _probe = probe;
            OwnRef = Self;
            ReceiveAsync<string>(async message =>
            {
                await handle(this, message);
                if (message == "tell")
                    probe.Tell("handled");
            });
        }

        public IActorRef OwnRef { get; }

        public IActorRef CurrentSender => Context.Sender;

        public IActorRef CurrentSelf => Context.Self;

        public void Report(object message) => _probe.Tell(message);

        protected override void PreRestart(Exception reason, object message)
        {
            _probe.Tell($"restarting: {reason.Message}, {message}");
            base.PreRestart(reason, message);
        }
    }

    private sealed class Changing : ReceiveActor
    {
        public Changing(IActorRef probe)
        {
            ReceiveAsync<string>(async _ =>
            {
                await Task.Yield();
                Become(() => ReceiveAny(_ => probe.Tell("changed")));
            });
        }
    }

    private sealed class TaskRunner(IActorRef probe, Task gate) : UntypedActor
    {
        protected override void OnReceive(object message) => RunTask(async () =>
        {
            probe.Tell($"{message} begins");
            await gate;
            probe.Tell($"{message} ends");
        });
    }
}

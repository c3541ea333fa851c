using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Configs;

namespace Akka.Contract.Testing;

public class TestSchedulerSpecs() : KitContract("akka.scheduler.implementation = \"Akka.TestKit.TestScheduler, Akka.TestKit\"\n")
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private TestScheduler Scheduler => (TestScheduler)Sys.Scheduler;

    [Fact]
    public void Time_passes_when_the_test_says_so()
    {
        var start = Scheduler.Now;
        Scheduler.ScheduleTellOnce(2 * Second, TestActor, "a", ActorRefs.NoSender);

        Scheduler.Advance(Second);
        Assert.False(HasMessages);
        Scheduler.Advance(Second);

        ExpectMsg("a");
        Assert.Equal(start + (2 * Second), Scheduler.Now);
    }

    [Fact]
    public void What_is_due_is_done_in_the_order_in_which_it_is_due()
    {
        Scheduler.ScheduleTellOnce(2 * Second, TestActor, "b", ActorRefs.NoSender);
        Scheduler.ScheduleTellOnce(Second, TestActor, "a", ActorRefs.NoSender);

        Scheduler.AdvanceTo(Scheduler.Now + (2 * Second));

        Assert.Equal(["a", "b"], ReceiveN(2));
        Assert.Throws<InvalidOperationException>(() => Scheduler.AdvanceTo(Scheduler.Now - Second));
    }

    [Fact]
    public void What_repeats_is_done_once_each_time_the_test_advances()
    {
        Scheduler.ScheduleTellRepeatedly(Second, 2 * Second, TestActor, "a", ActorRefs.NoSender);

        Scheduler.Advance(Second);
        ExpectMsg("a");
        Scheduler.Advance(Second);
        Assert.False(HasMessages);
        Scheduler.Advance(Second);
        ExpectMsg("a");
        Scheduler.Advance(100 * Second);
        ExpectMsg("a");
        Assert.False(HasMessages);
    }

    [Fact]
    public void What_is_cancelled_is_not_done()
    {
        var once = Scheduler.ScheduleTellOnceCancelable(Second, TestActor, "a", ActorRefs.NoSender);
        var repeated = Scheduler.ScheduleTellRepeatedlyCancelable(Second, Second, TestActor, "b", ActorRefs.NoSender);
        once.Cancel();

        Scheduler.Advance(Second);
        ExpectMsg("b");
        repeated.Cancel();
        Scheduler.Advance(Second);

        Assert.False(HasMessages);
    }

    [Fact]
    public void Actions_are_done_as_well()
    {
        int done = 0;
        Scheduler.Advanced.ScheduleOnce(Second, () => done++);
        Scheduler.Advanced.ScheduleRepeatedly(Second, Second, () => done += 10);

        Scheduler.Advance(Second);
        Scheduler.Advance(Second);

        Assert.Equal(21, done);
    }

    [Fact]
    public void The_timers_of_an_actor_go_by_it()
    {
        var actor = Sys.ActorOf(Props.Create<Timed>(TestActor));
        ExpectMsg("started");

        Scheduler.Advance(Second);
        ExpectMsgAllOf("single", "periodic");
        Scheduler.Advance(Second);
        ExpectMsg("periodic");
        actor.Tell("cancel");
        ExpectMsg("cancelled");
        Scheduler.Advance(Second);

        ExpectNoMsg(Soon);
    }

    [Fact]
    public void There_is_a_configuration_for_it()
    {
        Assert.Equal(
            "Akka.TestKit.TestScheduler, Akka.TestKit", TestConfigs.TestSchedulerConfig.GetString("akka.scheduler.implementation"));
    }

    private sealed class Timed : ReceiveActor, IWithTimers
    {
        public Timed(IActorRef listener)
        {
            Receive<string>(message => message == "cancel", _ =>
            {
                Timers.CancelAll();
                listener.Tell("cancelled");
            });
            Receive<string>(message => listener.Tell(message));
            Timers.StartSingleTimer("single", "single", Second);
            Timers.StartPeriodicTimer("periodic", "periodic", Second);
            listener.Tell("started");
        }

        public ITimerScheduler Timers { get; set; } = null!;
    }
}

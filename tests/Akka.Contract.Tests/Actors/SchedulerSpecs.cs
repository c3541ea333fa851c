using Akka.Actor;

namespace Akka.Contract.Actors;

public sealed class SchedulerSpecs : ActorContract
{
    private IScheduler Scheduler => Sys.Scheduler;

    [Fact]
    public void A_message_can_be_sent_later()
    {
        Scheduler.ScheduleTellOnce(Moment, TestActor, "later", ActorRefs.NoSender);

        ExpectMsg("later");
    }

    [Fact]
    public void A_message_can_be_sent_again_and_again_until_cancelled()
    {
        var cancelable = Scheduler.ScheduleTellRepeatedlyCancelable(
            TimeSpan.Zero, TimeSpan.FromMilliseconds(1), TestActor, "tick", ActorRefs.NoSender);

        for (var i = 0; i < 10; i++)
            ExpectMsg("tick");
        cancelable.Cancel();

        Assert.True(cancelable.IsCancellationRequested);
    }

    [Fact]
    public void A_cancelled_message_is_not_sent()
    {
        var cancelable = Scheduler.ScheduleTellOnceCancelable(Moment, TestActor, "never", ActorRefs.NoSender);
        cancelable.Cancel();

        Scheduler.ScheduleTellOnce(TimeSpan.FromMilliseconds(200), TestActor, "fence", ActorRefs.NoSender);

        ExpectMsg("fence");
    }

    [Fact]
    public void An_action_can_be_run_later()
    {
        Scheduler.Advanced.ScheduleOnce(Moment, () => TestActor.Tell("ran"));

        ExpectMsg("ran");
    }

    [Fact]
    public void An_action_that_fails_is_not_repeated_and_harms_no_other()
    {
        Scheduler.Advanced.ScheduleRepeatedly(TimeSpan.Zero, TimeSpan.FromMilliseconds(1), () =>
        {
            TestActor.Tell("ran");
            throw new InvalidOperationException();
        });

        ExpectMsg("ran");
        Scheduler.ScheduleTellOnce(TimeSpan.FromMilliseconds(200), TestActor, "fence", ActorRefs.NoSender);
        ExpectMsg("fence");
    }

    [Fact]
    public void Negative_delays_and_intervals_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(
            () => Scheduler.ScheduleTellOnce(TimeSpan.FromMilliseconds(-1), TestActor, "never", ActorRefs.NoSender));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => Scheduler.ScheduleTellRepeatedly(TimeSpan.Zero, TimeSpan.Zero, TestActor, "never", ActorRefs.NoSender));
    }
}

using System.Text.RegularExpressions;
using Akka.Actor;
using Akka.Event;

namespace Akka.Contract.Testing;

public class EventFilterSpecs() : KitContract("akka.loglevel = DEBUG\n")
{
    [Fact]
    public void An_event_is_expected_by_level_and_text()
    {
        EventFilter.Error("the text").ExpectOne(() => Log.Error("the text"));
        EventFilter.Warning(start: "the").ExpectOne(() => Log.Warning("the text"));
        EventFilter.Info(contains: "he te").ExpectOne(() => Log.Info("the {0}", "text"));
        EventFilter.Debug(new Regex("^the t.*t$")).ExpectOne(() => Log.Debug("the text"));
        EventFilter.ForLogLevel(LogLevel.InfoLevel, "the text").ExpectOne(() => Log.Info("the text"));
    }

    [Fact]
    public void An_event_of_another_level_or_text_does_not_count()
    {
        EventFilter.Warning("the text").ExpectOne(() =>
        {
            Log.Info("the text");
            Log.Warning("the other text");
            Log.Warning("the text");
        });
    }

    [Fact]
    public void An_event_that_does_not_come_is_missed()
    {
        Fails(() => EventFilter.Info("the text").ExpectOne(Soon, () => { }));
        Fails(() => EventFilter.Info("the text").Expect(2, Soon, () => Log.Info("the text")));
    }

    [Fact]
    public void Events_are_counted()
    {
        EventFilter.Info("the text").Expect(2, () =>
        {
            Log.Info("the text");
            Log.Info("the text");
        });
        EventFilter.Info("the text").Expect(0, Soon, () => Log.Info("another text"));
    }

    [Fact]
    public void One_event_too_many_fails()
    {
        Fails(() => EventFilter.Info("the text").And.Info("the end").Expect(2, () =>
        {
            for (int n = 0; n < 100; n++) Log.Info("the text");
            Log.Info("the end");
        }));
    }

    [Fact]
    public void The_source_of_an_event_is_a_path_or_a_name()
    {
        var actor = Sys.ActorOf(Props.Create<Complaining>(), "complaining");

        EventFilter.Warning("complaint", source: "/user/complaining").ExpectOne(() => actor.Tell("complain"));
        EventFilter.Warning("complaint", source: "akka://test/user/complaining").ExpectOne(() => actor.Tell("complain"));
        Fails(() => EventFilter.Warning("complaint", source: "/user/other").ExpectOne(Soon, () => actor.Tell("complain")));
    }

    [Fact]
    public void An_exception_is_expected_by_its_type_and_text()
    {
        var actor = Sys.ActorOf(Props.Create<Complaining>());

        EventFilter.Exception<InvalidOperationException>("failed").ExpectOne(() => actor.Tell("fail"));
        EventFilter.Exception<Exception>(contains: "fail").ExpectOne(() => actor.Tell("fail"));
        EventFilter.Exception<Exception>(new Regex("f.*d")).ExpectOne(() => actor.Tell("fail"));
        EventFilter.Exception(typeof(ArgumentException), checkInnerExceptions: true).ExpectOne(() => actor.Tell("fail"));
        Fails(() => EventFilter.Exception<ArgumentException>().ExpectOne(Soon, () => actor.Tell("fail")));
    }

    [Fact]
    public void A_dead_letter_is_expected_by_its_message_and_recipient()
    {
        var dead = Watch(Echo());
        Sys.Stop(dead);
        ExpectTerminated(dead);

        EventFilter.DeadLetter().ExpectOne(() => dead.Tell("a"));
        EventFilter.DeadLetter<string>().ExpectOne(() =>
        {
            dead.Tell(1);
            dead.Tell("a");
        });
        EventFilter.DeadLetter<string>(message => message == "a", dead.Path.ToString()).ExpectOne(() => dead.Tell("a"));
        Fails(() => EventFilter.DeadLetter<int>().ExpectOne(Soon, () => dead.Tell("a")));
    }

    [Fact]
    public void An_event_is_expected_by_any_predicate()
    {
        EventFilter.Custom<Info>(info => info.Message.ToString() == "the text").ExpectOne(() => Log.Info("the text"));
        EventFilter.Custom(logEvent => logEvent.LogLevel() == LogLevel.ErrorLevel).ExpectOne(() => Log.Error("any"));
    }

    [Fact]
    public void Either_of_two_filters_counts()
    {
        EventFilter.Info("a").And.Warning("b").Expect(2, () =>
        {
            Log.Info("a");
            Log.Warning("b");
        });
    }

    [Fact]
    public async Task Filters_have_asynchronous_forms()
    {
        await EventFilter.Info("a").ExpectOneAsync(async () =>
        {
            await Task.Yield();
            Log.Info("a");
        });
        Assert.Equal(1, await EventFilter.Info("a").ExpectOneAsync(async () =>
        {
            await Task.Yield();
            Log.Info("a");
            return 1;
        }));
        await FailsAsync(() => EventFilter.Info("a").ExpectOneAsync(Soon, () => Task.CompletedTask));
    }

    [Fact]
    public void An_action_returns_its_result_through_the_filter()
    {
        Assert.Equal(1, EventFilter.Info("a").ExpectOne(() =>
        {
            Log.Info("a");
            return 1;
        }));
        Assert.Equal(2, EventFilter.Info("a").Mute(() => 2));
    }

    private sealed class Complaining : ReceiveActor
    {
        private readonly ILoggingAdapter _log = Context.GetLogger();

        public Complaining()
        {
            Receive<string>(
                message => message == "fail",
                _ => throw new InvalidOperationException("failed", new ArgumentException("inner")));
            Receive<string>(_ => _log.Warning("complaint"));
        }
    }
}

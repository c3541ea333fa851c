using Akka.Actor;
using Akka.Event;

namespace Akka.Contract.Actors;

public sealed class LoggingSpecs() : ActorContract("akka.loglevel = INFO")
{
    [Fact]
    public void An_event_carries_level_source_class_message_and_cause()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Warning));
        var cause = new InvalidOperationException("why");
        var actor = Sys.ActorOf(Props.Create(() => new Chatty(cause)), "chatty");

        actor.Tell("go");

        var warning = ExpectMsg<Warning>();
        Assert.Equal(LogLevel.WarningLevel, warning.LogLevel());
        Assert.Equal(actor.Path.ToString(), warning.LogSource);
        Assert.Equal(typeof(Chatty), warning.LogClass);
        Assert.Equal("1 and two", warning.Message.ToString());
        Assert.Same(cause, warning.Cause);
    }

    [Fact]
    public void Each_level_has_its_class()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(LogEvent));
        var log = Logging.GetLogger(Sys, "source");

        log.Info("info {0}", 1);
        log.Warning("warning");
        log.Error(new InvalidOperationException(), "error {0}", "x");

        Assert.Equal("info 1", ExpectMsg<Info>().Message.ToString());
        Assert.Equal("warning", ExpectMsg<Warning>().Message.ToString());
        Assert.Equal("error x", ExpectMsg<Error>().Message.ToString());
    }

    [Fact]
    public void A_text_without_arguments_is_not_formatted()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Info));

        Logging.GetLogger(Sys, "source").Info("a {brace} and {0}");

        Assert.Equal("a {brace} and {0}", ExpectMsg<Info>().Message.ToString());
    }

    [Fact]
    public void A_level_below_the_setting_is_not_published()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(LogEvent));
        var log = Logging.GetLogger(Sys, "source");

        log.Debug("hidden");
        log.Info("shown");

        Assert.False(log.IsDebugEnabled);
        Assert.True(log.IsInfoEnabled);
        Assert.True(log.IsEnabled(LogLevel.ErrorLevel));
        Assert.Equal("shown", ExpectMsg<Info>().Message.ToString());
    }

    [Fact]
    public async Task A_logger_of_ones_own_gets_the_events()
    {
        var system = ActorSystem.Create("logged", Configuration.ConfigurationFactory.ParseString(
            $$"""
            akka.loggers = ["{{typeof(Collecting).AssemblyQualifiedName}}"]
            akka.loglevel = WARNING
            akka.stdout-loglevel = OFF
            """));

        // A logger is admitted a moment after it has said that it is ready.
        AwaitAssert(() =>
        {
            system.Log.Warning("to the collector");
            Assert.True(Collecting.First.Task.IsCompleted);
        });

        Assert.Equal("to the collector", await Collecting.First.Task);
        await system.Terminate();
    }

    [Fact]
    public void The_failure_of_a_child_is_logged_as_an_error_with_its_path()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Error));
        var actor = Actor((_, _) => throw new InvalidOperationException("boom"), "failing");

        actor.Tell("go");

        var error = ExpectMsg<Error>();
        Assert.Equal(actor.Path.ToString(), error.LogSource);
        Assert.Equal("boom", error.Cause.Message);
        Assert.Equal("boom", error.Message.ToString());
    }

    [Fact]
    public async Task Unhandled_messages_are_logged_if_asked_for()
    {
        var system = ActorSystem.Create("unhandled", Configuration.ConfigurationFactory.ParseString(
            """
            akka.actor.debug.unhandled = on
            akka.loglevel = DEBUG
            akka.stdout-loglevel = OFF
            akka.loggers = []
            """));
        var logged = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        system.EventStream.Subscribe(system.ActorOf(FunctionActor.Props((_, message) =>
        {
            if (message is Debug { Message: string text } && text.StartsWith("Unhandled message", StringComparison.Ordinal))
                logged.TrySetResult(text);
        })), typeof(Debug));

        system.ActorOf(Props.Create(() => new Deaf())).Tell("hello?");

        Assert.EndsWith("hello?", await logged.Task.WaitAsync(Patient));
        await system.Terminate();
    }

    [Theory]
    [InlineData("DEBUG", LogLevel.DebugLevel)]
    [InlineData("info", LogLevel.InfoLevel)]
    [InlineData("Warning", LogLevel.WarningLevel)]
    [InlineData("ERROR", LogLevel.ErrorLevel)]
    public void Levels_have_names(string name, LogLevel level)
    {
        Assert.Equal(level, Logging.LogLevelFor(name));
        Assert.Equal(name.ToUpperInvariant(), level.StringFor());
    }

    [Fact]
    public void Dead_letters_are_logged_up_to_the_setting()
    {
        var system = ActorSystem.Create("letters", Configuration.ConfigurationFactory.ParseString(
            """
            akka.log-dead-letters = 2
            akka.loglevel = INFO
            akka.stdout-loglevel = OFF
            akka.loggers = []
            """));
        var infos = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var listener = system.ActorOf(FunctionActor.Props((_, message) => infos.Enqueue(((Info)message).Message.ToString()!)));
        system.EventStream.Subscribe(listener, typeof(Info));

        // The listener starts listening some time after the system has started.
        AwaitAssert(() =>
        {
            system.DeadLetters.Tell("letter");
            Assert.Equal(2, infos.Count);
        });
        for (var i = 0; i < 5; i++)
            system.DeadLetters.Tell("letter");

        Assert.Equal(2, infos.Count);
        Assert.Contains("no more dead letters will be logged", infos.Last());
        system.Terminate();
    }

    public sealed class Collecting : ReceiveActor
    {
        public static readonly TaskCompletionSource<string> First = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Collecting()
        {
            Receive<InitializeLogger>(_ => Sender.Tell(new LoggerInitialized()));
            Receive<LogEvent>(logEvent => First.TrySetResult(logEvent.Message.ToString()!));
        }
    }

    private sealed class Deaf : ReceiveActor;

    private sealed class Chatty(Exception cause) : UntypedActor
    {
        private readonly ILoggingAdapter _log = Context.GetLogger();

        protected override void OnReceive(object message) => _log.Warning(cause, "{0} and {1}", 1, "two");
    }
}

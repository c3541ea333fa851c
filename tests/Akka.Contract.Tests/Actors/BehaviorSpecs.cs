using Akka.Actor;

namespace Akka.Contract.Actors;

public sealed class BehaviorSpecs : ActorContract
{
    private IActorRef Declared(Action<Declaring> declare) => Sys.ActorOf(Props.Create(() => new Declaring(declare)));

    [Fact]
    public void The_first_handler_that_fits_is_called()
    {
        var actor = Declared(self =>
        {
            self.On<string>(text => TestActor.Tell($"long {text}"), text => text.Length > 3);
            self.On<string>(text => TestActor.Tell($"short {text}"));
            self.On<IComparable>(_ => TestActor.Tell("comparable"));
            self.OnAny(_ => TestActor.Tell("any"));
        });

        actor.Tell("abcd");
        actor.Tell("abc");
        actor.Tell(1);
        actor.Tell(new object());

        ExpectMsg("long abcd");
        ExpectMsg("short abc");
        ExpectMsg("comparable");
        ExpectMsg("any");
    }

    [Fact]
    public void A_handler_by_type_fits_derived_types()
    {
        var actor = Declared(self => self.On(typeof(Exception), message => TestActor.Tell(message.GetType().Name)));

        actor.Tell(new InvalidOperationException());

        ExpectMsg("InvalidOperationException");
    }

    [Fact]
    public void A_function_handler_decides_whether_it_has_handled_the_message()
    {
        var actor = Declared(self =>
        {
            self.OnIf<int>(number => number > 10);
            self.OnAny(message => TestActor.Tell(message));
        });

        actor.Tell(11);
        actor.Tell(10);

        ExpectMsg(10);
    }

    [Fact]
    public void No_handler_can_follow_one_for_all_messages()
    {
        var actor = Declared(self =>
        {
            self.OnAny(_ => { });
            try
            {
                self.On<string>(_ => { });
            }
            catch (InvalidOperationException)
            {
                TestActor.Tell("refused");
            }
        });

        ExpectMsg("refused");
        actor.Tell(PoisonPill.Instance);
    }

    [Fact]
    public void Handlers_cannot_be_declared_while_handling_a_message()
    {
        var actor = Declared(self => self.OnAny(_ =>
        {
            try
            {
                self.On<string>(_ => { });
            }
            catch (InvalidOperationException)
            {
                TestActor.Tell("refused");
            }
        }));

        actor.Tell("go");

        ExpectMsg("refused");
    }

    [Fact]
    public void Become_replaces_the_behaviour_from_the_next_message_on()
    {
        var actor = Declared(self =>
        {
            self.On<string>(_ =>
            {
                self.Switch(() => self.On<string>(text => TestActor.Tell($"second {text}")));
                TestActor.Tell("first");
            });
        });

        actor.Tell("a");
        actor.Tell("b");

        ExpectMsg("first");
        ExpectMsg("second b");
    }

    [Fact]
    public void Become_in_the_constructor_is_the_first_behaviour()
    {
        var actor = Declared(self =>
        {
            self.OnAny(_ => TestActor.Tell("constructor"));
            self.Switch(() => self.OnAny(_ => TestActor.Tell("become")));
        });

        actor.Tell("go");

        ExpectMsg("become");
    }

    [Fact]
    public void Stacked_behaviours_return_to_the_one_below()
    {
        var actor = Declared(self =>
        {
            self.On<string>(text => text == "push", _ => self.Push(() =>
            {
                self.On<string>(text => text == "pop", _ => self.Pop());
                self.OnAny(_ => TestActor.Tell("upper"));
            }));
            self.OnAny(_ => TestActor.Tell("lower"));
        });

        foreach (var message in new[] { "where", "push", "where", "pop", "where" })
            actor.Tell(message);

        ExpectMsg("lower");
        ExpectMsg("upper");
        ExpectMsg("lower");
    }

    [Fact]
    public void The_last_behaviour_cannot_be_popped()
    {
        var actor = Declared(self =>
        {
            self.On<string>(text => text == "pop", _ => self.Pop());
            self.OnAny(_ => TestActor.Tell("still here"));
        });

        actor.Tell("pop");
        actor.Tell("where");

        ExpectMsg("still here");
    }

    [Fact]
    public void An_untyped_actor_becomes_methods()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Light(TestActor)));

        actor.Tell("press");
        actor.Tell("press");
        actor.Tell("press");

        ExpectMsg("on");
        ExpectMsg("off");
        ExpectMsg("on");
    }

    [Fact]
    public void Unhandled_messages_of_a_behaviour_do_not_fall_through_to_the_one_below()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Event.UnhandledMessage));
        var actor = Declared(self =>
        {
            self.On<string>(_ => self.Push(() => self.On<int>(number => TestActor.Tell(number))));
        });

        actor.Tell("push");
        actor.Tell("not for the upper one");
        actor.Tell(1);

        Assert.Equal("not for the upper one", ExpectMsg<Event.UnhandledMessage>().Message);
        ExpectMsg(1);
    }

    /// <summary>Lets a test declare handlers.</summary>
    private sealed class Declaring : ReceiveActor
    {
        public Declaring(Action<Declaring> declare)
        {
            declare(this);
        }

        public void On<T>(Action<T> handler, Predicate<T>? fits = null) => Receive(handler, fits!);

        public void On<T>(Predicate<T> fits, Action<T> handler) => Receive(fits, handler);

        public void On(Type type, Action<object> handler) => Receive(type, handler);

        public void OnIf<T>(Func<T, bool> handler) => Receive(handler);

        public void OnAny(Action<object> handler) => ReceiveAny(handler);

        public void Switch(Action configure) => Become(configure);

        public void Push(Action configure) => BecomeStacked(configure);

        public void Pop() => UnbecomeStacked();
    }

    private sealed class Light(IActorRef probe) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            probe.Tell("on");
            Become(Shining);
        }

        private void Shining(object message)
        {
            probe.Tell("off");
            Become(OnReceive);
        }
    }
}

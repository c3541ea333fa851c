using Akka.Actor;
using Akka.Event;

namespace Akka.Contract.Actors;

public sealed class EventStreamSpecs : ActorContract
{
    [Fact]
    public void A_subscriber_gets_events_of_its_class()
    {
        Assert.True(Sys.EventStream.Subscribe(TestActor, typeof(Dog)));

        Sys.EventStream.Publish(new Cat());
        Sys.EventStream.Publish(new Dog());

        ExpectMsg<Dog>();
    }

    [Fact]
    public void A_subscriber_gets_events_of_derived_classes_and_interfaces_once()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Animal));
        Sys.EventStream.Subscribe<IBarking>(TestActor);

        Sys.EventStream.Publish(new Dog());
        Sys.EventStream.Publish(new Cat());

        ExpectMsg<Dog>();
        ExpectMsg<Cat>();
    }

    [Fact]
    public void A_second_subscription_to_the_same_class_changes_nothing()
    {
        Assert.True(Sys.EventStream.Subscribe(TestActor, typeof(Dog)));
        Assert.False(Sys.EventStream.Subscribe(TestActor, typeof(Dog)));
    }

    [Fact]
    public void After_unsubscribing_no_events_come()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Dog));
        Sys.EventStream.Subscribe(TestActor, typeof(Cat));

        Assert.True(Sys.EventStream.Unsubscribe(TestActor, typeof(Dog)));
        Sys.EventStream.Publish(new Dog());
        Sys.EventStream.Publish(new Cat());
        ExpectMsg<Cat>();

        Assert.True(Sys.EventStream.Unsubscribe(TestActor));
        Sys.EventStream.Publish(new Cat());
        TestActor.Tell("fence");
        ExpectMsg("fence");
    }

    [Fact]
    public void A_class_can_be_taken_out_of_a_wider_subscription()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Animal));
        Sys.EventStream.Unsubscribe(TestActor, typeof(Dog));

        Sys.EventStream.Publish(new Dog());
        Sys.EventStream.Publish(new Cat());

        ExpectMsg<Cat>();
    }

    [Fact]
    public void The_subscriptions_of_an_actor_end_with_it()
    {
        var subscriber = Actor((_, message) => TestActor.Tell(message));
        Sys.EventStream.Subscribe(subscriber, typeof(Dog));
        subscriber.Tell(PoisonPill.Instance);
        AwaitTermination(subscriber);

        // Unsubscribing may come a moment after the death; then no event becomes a dead letter.
        var letters = CreateTestProbe();
        Sys.EventStream.Subscribe(letters.Ref, typeof(DeadLetter));
        AwaitAssert(() => Assert.False(Sys.EventStream.Unsubscribe(subscriber)));
        Sys.EventStream.Publish(new Dog());
        Sys.DeadLetters.Tell("fence");

        letters.FishForMessage(message =>
        {
            var letter = Assert.IsType<DeadLetter>(message);
            Assert.IsNotType<Dog>(letter.Message);
            return letter.Message is "fence";
        });
    }

    [Fact]
    public void Dead_letters_are_published()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));

        Sys.DeadLetters.Tell("lost", TestActor);

        var letter = ExpectMsg<DeadLetter>();
        Assert.Equal("lost", letter.Message);
        Assert.Equal(TestActor, letter.Sender);
        Assert.Equal(Sys.DeadLetters, letter.Recipient);
    }

    [Fact]
    public void A_message_to_a_dead_actor_is_a_dead_letter()
    {
        var actor = Actor((_, _) => { });
        actor.Tell(PoisonPill.Instance);
        AwaitTermination(actor);
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));

        actor.Tell("hello", TestActor);

        var letter = ExpectMsg<DeadLetter>();
        Assert.Equal("hello", letter.Message);
        Assert.Equal(TestActor, letter.Sender);
        Assert.Equal(actor, letter.Recipient);
    }

    [Fact]
    public void A_message_that_says_so_is_a_suppressed_dead_letter()
    {
        var actor = Actor((_, _) => { });
        actor.Tell(PoisonPill.Instance);
        AwaitTermination(actor);
        Sys.EventStream.Subscribe(TestActor, typeof(AllDeadLetters));

        actor.Tell(new Unimportant(), TestActor);

        Assert.IsType<Unimportant>(ExpectMsg<SuppressedDeadLetter>().Message);
    }

    private abstract class Animal;

    private interface IBarking;

    private sealed class Dog : Animal, IBarking;

    private sealed class Cat : Animal;

    private sealed class Unimportant : IDeadLetterSuppression;
}

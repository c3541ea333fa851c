using System.Collections;
using Akka.Actor;

namespace Akka.Contract.Testing;

public class ReceiveSpecs : KitContract
{
    [Fact]
    public void Nothing_is_received_if_nothing_comes()
    {
        Assert.Null(ReceiveOne(TimeSpan.Zero));
        Assert.Null(ReceiveOne(Soon));
        Assert.False(TryReceiveOne(out _, Soon));
    }

    [Fact]
    public void A_message_is_received_with_its_sender()
    {
        var sender = CreateTestProbe();
        sender.Send(TestActor, "a");

        Assert.True(TryReceiveOne(out var envelope));
        Assert.Equal(("a", sender.Ref), (envelope.Message, envelope.Sender));
    }

    [Fact]
    public void A_message_that_is_peeked_at_stays()
    {
        TestActor.Tell("a");

        Assert.Equal("a", PeekOne(Soon));
        Assert.Equal("a", PeekOne(Soon));
        ExpectMsg("a");
        Assert.Null(PeekOne(Soon));
    }

    [Fact]
    public void A_number_of_messages_is_received_or_missed()
    {
        Tell(1, 2, 3);

        Assert.Equal([1, 2], ReceiveN(2));
        Fails(() => ReceiveN(2, Soon));
    }

    [Fact]
    public void Messages_are_fished_for()
    {
        Tell(1, "a", 2, "b", 3);

        Assert.Equal("b", FishForMessage(message => message is "b"));
        Assert.Equal(3, FishForMessage<int>(message => message > 2));
        Fails(() => FishForMessage<int>(_ => true, Soon));
    }

    [Fact]
    public void Messages_passed_over_in_fishing_can_be_kept()
    {
        Tell(1, "a", 2);
        var others = new ArrayList { "old" };

        FishForMessage<int>(message => message == 2, others);

        Assert.Equal(new object[] { 1, "a" }, others.ToArray());
    }

    [Fact]
    public void Messages_are_received_while_a_function_makes_something_of_them()
    {
        Tell(1, 2, "stop", 3);

        var received = ReceiveWhile<object>(message => message is int number ? number * 2 : null!, TimeSpan.FromSeconds(30));

        Assert.Equal(new object[] { 2, 4 }, received);
        ExpectMsg("stop");
    }

    [Fact]
    public void Messages_of_a_type_are_received_while_a_predicate_is_true()
    {
        Tell(1, "other", 2, 3, 4);

        Assert.Equal([1, 2], ReceiveWhile<int>(message => message < 3, TimeSpan.FromSeconds(30)));
        ExpectMsg(3);
        Assert.Empty(ReceiveWhile<string>(_ => true, TimeSpan.FromSeconds(30), shouldIgnoreOtherMessageTypes: false));
        ExpectMsg(4);
    }

    [Fact]
    public void Receiving_while_ends_with_the_time_or_the_number()
    {
        Tell(1, 2, 3);

        Assert.Equal([1, 2], ReceiveWhile<int>(_ => true, msgs: 2));
        Assert.Equal([3], ReceiveWhile<int>(_ => true, max: Soon));
        Assert.Empty(ReceiveWhile<int>(_ => true, idle: Soon));
    }

    [Fact]
    public async Task Receiving_has_asynchronous_forms()
    {
        Tell(1, 2, "a", 3, 4);

        Assert.Equal(1, await ReceiveOneAsync());
        var received = new List<object>();
        await foreach (object message in ReceiveNAsync(2)) received.Add(message);
        Assert.Equal([2, "a"], received);
        Assert.Equal(3, await FishForMessageAsync<int>(message => message == 3));
        Assert.Equal(4, await PeekOneAsync(Soon));
        Assert.True((await TryReceiveOneAsync(Soon)).success);
        Assert.Null(await ReceiveOneAsync(Soon));
    }

    [Fact]
    public void Messages_can_be_ignored()
    {
        IgnoreMessages<int>(number => number < 3);
        Tell(1, "a", 3);
        ExpectMsg("a");
        ExpectMsg(3);

        IgnoreMessages<string>();
        Tell("a", 1);
        ExpectMsg(1);

        IgnoreNoMessages();
        Tell("a");
        ExpectMsg("a");
    }

    private void Tell(params object[] messages)
    {
        foreach (object message in messages) TestActor.Tell(message);
    }
}

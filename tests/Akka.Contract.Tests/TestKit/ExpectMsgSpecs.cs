using Akka.Actor;

namespace Akka.Contract.Testing;

public class ExpectMsgSpecs : KitContract
{
    [Fact]
    public void A_message_is_there_when_telling_the_test_actor_returns()
    {
        Assert.False(HasMessages);

        TestActor.Tell("a");

        Assert.True(HasMessages);
        Assert.Equal("a", ReceiveOne(TimeSpan.Zero));
        Assert.False(HasMessages);
    }

    [Fact]
    public void Messages_are_taken_in_order()
    {
        TestActor.Tell("a");
        TestActor.Tell(2);

        Assert.Equal("a", ExpectMsg<string>());
        Assert.Equal(2, ExpectMsg<int>());
    }

    [Fact]
    public void A_message_may_be_expected_by_value_predicate_comparison_or_assertion()
    {
        for (int n = 0; n < 4; n++) TestActor.Tell("abc");

        Assert.Equal("abc", ExpectMsg("abc"));
        Assert.Equal("abc", ExpectMsg<string>(message => message.Length == 3));
        Assert.Equal("abc", ExpectMsg("ABC", (expected, actual) => string.Equals(expected, actual, StringComparison.OrdinalIgnoreCase)));
        Assert.Equal("abc", ExpectMsg<string>(message => Assert.StartsWith("a", message, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_message_may_be_expected_together_with_its_sender()
    {
        var sender = CreateTestProbe();
        sender.Send(TestActor, "a");
        sender.Send(TestActor, "b");
        sender.Send(TestActor, "c");
        sender.Send(TestActor, "d");
        sender.Send(TestActor, "e");

        ExpectMsg<string>((message, from) => message == "a" && from.Equals(sender.Ref));
        ExpectMsg<string>((message, from) => Assert.Equal(("b", sender.Ref), (message, from)));
        ExpectMsgFrom(sender.Ref, "c");
        ExpectMsgFrom<string>(sender.Ref);
        ExpectMsgFrom<string>(sender.Ref, message => message == "e");
    }

    [Fact]
    public void Collections_are_equal_when_their_elements_are()
    {
        TestActor.Tell(new[] { 1, 2 });
        TestActor.Tell(new[] { 1, 2 });

        ExpectMsg(new[] { 1, 2 });
        Fails(() => ExpectMsg(new[] { 1, 3 }));
    }

    [Fact]
    public void An_expectation_fails_if_no_message_comes()
    {
        Fails(() => ExpectMsg<string>(Soon));
        Fails(() => ExpectMsg("a", Soon));
        Assert.Throws<IllegalActorStateException>(() => LastMessage);
    }

    [Fact]
    public void An_expectation_fails_if_another_message_comes_and_takes_it()
    {
        TestActor.Tell(1);
        Fails(() => ExpectMsg<string>());
        TestActor.Tell("a");
        Fails(() => ExpectMsg("b"));
        TestActor.Tell("a");
        Fails(() => ExpectMsg<string>(message => message == "b"));
        TestActor.Tell("a");
        Fails(() => ExpectMsgFrom<string>(CreateTestProbe().Ref));

        Assert.False(HasMessages);
    }

    [Fact]
    public void A_hint_is_part_of_the_failure()
    {
        var failure = Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => ExpectMsg<string>(Soon, "the hint"));

        Assert.Contains("the hint", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Silence_is_expected_for_a_time()
    {
        ExpectNoMsg(Soon);
        ExpectNoMsg(20);
        TestActor.Tell("a");

        Fails(() => ExpectNoMsg(Soon));
        Assert.False(HasMessages);
    }

    [Fact]
    public void One_of_several_messages_may_be_expected()
    {
        TestActor.Tell("b");
        TestActor.Tell("c");

        Assert.Equal("b", ExpectMsgAnyOf(["a", "b"]));
        Fails(() => ExpectMsgAnyOf(["a", "b"]));
    }

    [Fact]
    public void Several_messages_may_be_expected_in_any_order()
    {
        foreach (int message in new[] { 3, 1, 2 }) TestActor.Tell(message);

        Assert.Equal([3, 1, 2], ExpectMsgAllOf(1, 2, 3));
    }

    [Fact]
    public void Several_messages_are_missed_if_another_comes_in_place_of_one()
    {
        TestActor.Tell(1);
        TestActor.Tell(1);

        Fails(() => ExpectMsgAllOf(1, 2));
    }

    [Fact]
    public void The_last_message_and_its_sender_can_be_asked_for()
    {
        var sender = CreateTestProbe();
        sender.Send(TestActor, "a");

        ExpectMsg<string>();

        Assert.Equal("a", LastMessage);
        Assert.Equal(sender.Ref, LastSender);
    }

    [Fact]
    public async Task Expectations_have_asynchronous_forms()
    {
        foreach (object message in new object[] { "a", "b", "c", 1, 2, 3 }) TestActor.Tell(message);

        Assert.Equal("a", await ExpectMsgAsync<string>());
        Assert.Equal("b", await ExpectMsgAsync("b"));
        Assert.Equal("c", await ExpectMsgAsync<string>(message => message == "c"));
        Assert.Equal(1, await ExpectMsgAnyOfAsync([1, 2]));
        var rest = new List<int>();
        await foreach (int message in ExpectMsgAllOfAsync([3, 2])) rest.Add(message);
        Assert.Equal([2, 3], rest);
        await ExpectNoMsgAsync(Soon);
        await FailsAsync(async () => await ExpectMsgAsync<string>(Soon));
    }

    [Fact]
    public async Task An_asynchronous_expectation_is_met_by_a_message_that_comes_later()
    {
        var expectation = ExpectMsgAsync<string>().AsTask();
        Assert.False(expectation.IsCompleted);

        TestActor.Tell("a");

        Assert.Equal("a", await expectation);
    }

    [Fact]
    public async Task A_cancelled_expectation_is_not_met()
    {
        using var cancellation = new CancellationTokenSource();
        var expectation = ExpectMsgAsync<string>(cancellationToken: cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => expectation);
    }
}

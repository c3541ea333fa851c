using Akka.Actor;

namespace Akka.Contract.Testing;

public class AwaitSpecs : KitContract
{
    private int _tries;

    [Fact]
    public void An_assertion_is_tried_until_it_holds()
    {
        AwaitAssert(() => Assert.Equal(3, ++_tries), interval: TimeSpan.FromMilliseconds(1));

        Assert.Equal(3, _tries);
    }

    [Fact]
    public void An_assertion_that_never_holds_fails_as_it_does()
    {
        Assert.Throws<InvalidOperationException>(
            () => AwaitAssert(() => throw new InvalidOperationException(), Soon, TimeSpan.FromMilliseconds(1)));
    }

    [Fact]
    public async Task An_assertion_may_be_asynchronous()
    {
        await AwaitAssertAsync(() => Assert.Equal(2, ++_tries), interval: TimeSpan.FromMilliseconds(1));
        await AwaitAssertAsync(
            async () =>
            {
                await Task.Yield();
                Assert.Equal(4, ++_tries);
            },
            interval: TimeSpan.FromMilliseconds(1));

        Assert.Equal(4, _tries);
    }

    [Fact]
    public void A_condition_is_tried_until_it_is_true()
    {
        AwaitCondition(() => ++_tries == 3, TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(1));

        Assert.Equal(3, _tries);
    }

    [Fact]
    public void A_condition_that_never_becomes_true_fails()
    {
        Fails(() => AwaitCondition(() => false, Soon));
        Assert.False(AwaitConditionNoThrow(() => false, Soon));
        Assert.True(AwaitConditionNoThrow(() => true, Soon));
    }

    [Fact]
    public async Task A_condition_may_be_asynchronous()
    {
        await AwaitConditionAsync(() => ++_tries == 2, TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(1));
        await AwaitConditionAsync(() => Task.FromResult(++_tries == 4), TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(1));
        await FailsAsync(() => AwaitConditionAsync(() => Task.FromResult(false), Soon));
        Assert.False(await AwaitConditionNoThrowAsync(() => false, Soon));
    }

    [Fact]
    public void A_block_within_a_time_gives_its_expectations_what_is_left()
    {
        Within(TimeSpan.FromSeconds(60), () => Assert.InRange(RemainingOrDefault, TimeSpan.FromSeconds(31), TimeSpan.FromSeconds(60)));
        Assert.Equal(TimeSpan.FromSeconds(30), RemainingOrDefault);
        Assert.Throws<InvalidOperationException>(() => Remaining);
    }

    [Fact]
    public void A_block_within_a_block_has_no_more_time_than_that()
    {
        Within(TimeSpan.FromSeconds(60), () => Within(
            TimeSpan.FromHours(1), () => Assert.InRange(Remaining, TimeSpan.Zero, TimeSpan.FromSeconds(60))));
    }

    [Fact]
    public void A_block_returns_what_it_has_found()
    {
        TestActor.Tell("a");

        Assert.Equal("a", Within(TimeSpan.FromSeconds(30), () => ExpectMsg<string>()));
    }

    [Fact]
    public void A_block_that_ends_too_late_or_too_early_fails()
    {
        Fails(() => Within(Soon, () => ExpectNoMsg(200)));
        Fails(() => Within(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60), () => { }));
    }

    [Fact]
    public void A_block_fails_as_what_is_in_it()
    {
        Fails(() => Within(TimeSpan.FromSeconds(30), () => ExpectMsg<string>(Soon)));
    }

    [Fact]
    public async Task A_block_may_be_asynchronous()
    {
        var echo = Echo();

        await WithinAsync(TimeSpan.FromSeconds(30), async () =>
        {
            echo.Tell("a");
            await ExpectMsgAsync("a");
        });
        Assert.Equal(1, await WithinAsync(TimeSpan.FromSeconds(30), () => Task.FromResult(1)));
        await FailsAsync(() => WithinAsync(Soon, () => Task.Delay(Timeout.Infinite)));
    }
}

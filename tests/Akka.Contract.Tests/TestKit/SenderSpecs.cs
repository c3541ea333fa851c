using Akka.Actor;

namespace Akka.Contract.Testing;

/// <summary>Who sends what a test sends.</summary>
public class SenderSpecs : KitContract
{
    [Fact]
    public void The_test_actor_is_the_sender_where_none_is_named()
    {
        Echo().Tell("a");

        ExpectMsg("a");
    }

    [Fact]
    public async Task The_test_actor_is_the_sender_after_an_await_as_well()
    {
        var echo = Echo();
        await Task.Yield();
        echo.Tell("a");
        await ExpectMsgAsync("a");
        await Task.Delay(Soon);
        echo.Tell("b");

        await ExpectMsgAsync("b");
    }

    [Fact]
    public void A_probe_does_not_become_the_sender()
    {
        var probe = CreateTestProbe();
        Echo().Tell("a");

        ExpectMsg("a");
        Assert.False(probe.HasMessages);
    }

    [Fact]
    public void A_named_sender_is_the_sender()
    {
        var probe = CreateTestProbe();
        Echo().Tell("a", probe.Ref);

        probe.ExpectMsg("a");
        Assert.False(HasMessages);
    }

    [Fact]
    public void Without_a_sender_it_is_dead_letters()
    {
        TestActor.Tell("a", ActorRefs.NoSender);

        ExpectMsg("a");
        Assert.Equal(Sys.DeadLetters, LastSender);
    }
}

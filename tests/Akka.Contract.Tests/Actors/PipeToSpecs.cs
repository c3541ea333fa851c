using Akka.Actor;

namespace Akka.Contract.Actors;

public sealed class PipeToSpecs : ActorContract
{
    private static readonly InvalidOperationException Failure = new("no");

    [Fact]
    public void A_result_becomes_a_message()
    {
        Task.FromResult(42).PipeTo(TestActor);

        ExpectMsg(42);
    }

    [Fact]
    public void A_result_that_comes_later_becomes_a_message_then()
    {
        var source = new TaskCompletionSource<string>();
        source.Task.PipeTo(TestActor);
        ExpectNoMsg(Moment);

        source.SetResult("result");

        ExpectMsg("result");
    }

    [Fact]
    public void A_failure_becomes_a_failure_message()
    {
        Task.FromException<int>(Failure).PipeTo(TestActor);

        Assert.Same(Failure, ExpectMsg<Status.Failure>().Cause);
    }

    [Fact]
    public void A_cancellation_becomes_a_failure_message()
    {
        Task.FromCanceled<int>(new CancellationToken(canceled: true)).PipeTo(TestActor);

        Assert.IsAssignableFrom<OperationCanceledException>(ExpectMsg<Status.Failure>().Cause);
    }

    [Fact]
    public void Functions_make_the_messages()
    {
        Task.FromResult(42).PipeTo(TestActor, success: result => $"got {result}", failure: cause => cause.Message);
        ExpectMsg("got 42");

        Task.FromException<int>(Failure).PipeTo(TestActor, success: result => $"got {result}", failure: cause => cause.Message);
        ExpectMsg("no");
    }

    [Fact]
    public void A_function_that_fails_is_a_failure()
    {
        Task.FromResult(42).PipeTo(TestActor, success: _ => throw Failure, failure: cause => cause);

        Assert.Same(Failure, ExpectMsg<Exception>());
    }

    [Fact]
    public void The_sender_can_be_given()
    {
        var sender = CreateTestProbe();
        Task.FromResult(42).PipeTo(TestActor, sender.Ref);

        ExpectMsg(42);
        Assert.Equal(sender.Ref, LastSender);
    }

    [Fact]
    public void A_task_without_result_says_nothing_unless_told_to()
    {
        Task.CompletedTask.PipeTo(TestActor);
        Task.CompletedTask.PipeTo(TestActor, success: () => "done");

        ExpectMsg("done");
    }

    [Fact]
    public void A_task_without_result_that_fails_becomes_a_failure_message()
    {
        Task.FromException(Failure).PipeTo(TestActor);

        Assert.Same(Failure, ExpectMsg<Status.Failure>().Cause);
    }

    [Fact]
    public void A_value_task_can_be_piped()
    {
        new ValueTask<int>(42).PipeTo(TestActor);
        ExpectMsg(42);

        new ValueTask(Task.CompletedTask).PipeTo(TestActor, success: () => "done");
        ExpectMsg("done");
    }

    [Fact]
    public async Task The_task_returned_completes_when_the_message_is_sent_and_does_not_fail()
    {
        await Task.FromException<int>(Failure).PipeTo(TestActor);

        ExpectMsg<Status.Failure>();
    }

    [Fact]
    public void An_actor_goes_on_while_a_task_runs_and_gets_its_result_as_a_message()
    {
        var source = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var actor = Actor((context, message) =>
        {
            if (message is "start")
                source.Task.PipeTo(context.Self);
            else
                TestActor.Tell(message);
        });

        actor.Tell("start");
        actor.Tell("meanwhile");
        ExpectMsg("meanwhile");
        source.SetResult(42);

        ExpectMsg(42);
    }
}

using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>The sender of an Ask: completes a task with the first reply.</summary>
/// <typeparam name="T">Type of the expected reply.</typeparam>
internal sealed class FutureActorRef<T> : TemporaryActorRef
{
    private readonly TaskCompletionSource<T> _result;

    internal FutureActorRef(TaskCompletionSource<T> result, IActorRefProvider provider)
        : base(provider)
    {
        _result = result;
    }

    protected override void TellInternal(object message, IActorRef sender)
    {
        var taken = message switch
        {
            ISystemMessage system => Fail(new InvalidOperationException(
                $"system message of type '{system.GetType().Name}' is invalid for {nameof(FutureActorRef<T>)}")),
            T reply => _result.TrySetResult(reply),
            null => _result.TrySetResult(default),
            Status.Failure failure => Fail(
                failure.Cause ?? new TaskCanceledException("Task cancelled by actor via Failure message.")),
            _ => Refuse(message),
        };
        if (!taken && !_result.Task.IsCanceled)
            Provider.DeadLetters.Tell(message ?? default(T), this);
    }

    private bool Fail(Exception cause) => _result.TrySetException(cause);

    // A reply of another type fails the Ask and is a dead letter besides: nobody has read it.
    private bool Refuse(object message)
    {
        Fail(new ArgumentException($"Received message of type [{message.GetType()}] - Ask expected message of type [{typeof(T)}]"));
        return false;
    }
}

namespace Akka.Actor;

/// <summary>Ask: send a message and await the reply.</summary>
public static class Futures
{
    public static Task<object> Ask(this ICanTell self, object message, TimeSpan? timeout = null) =>
        self.Ask<object>(message, timeout, CancellationToken.None);

    public static Task<object> Ask(this ICanTell self, object message, CancellationToken cancellationToken) =>
        self.Ask<object>(message, null, cancellationToken);

    public static Task<object> Ask(this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken) =>
        self.Ask<object>(message, timeout, cancellationToken);

    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout = null) =>
        self.Ask<T>(message, timeout, CancellationToken.None);

    public static Task<T> Ask<T>(this ICanTell self, object message, CancellationToken cancellationToken) =>
        self.Ask<T>(message, null, cancellationToken);

    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken) =>
        self.Ask<T>(_ => message, timeout, cancellationToken);

    /// <summary>
    /// Sends the message that <paramref name="messageFactory"/> makes from the reference to reply to. The task completes with the first
    /// reply of type <typeparamref name="T"/>; it fails with the cause of a <see cref="Status.Failure"/>, with
    /// <see cref="ArgumentException"/> on a reply of another type, and with <see cref="AskTimeoutException"/> when none comes in time;
    /// it is cancelled by the token. Without <paramref name="timeout"/>, <c>akka.actor.ask-timeout</c> applies (default: none).
    /// </summary>
    /// <exception cref="ArgumentException">The target belongs to no actor system and there is no current actor.</exception>
    public static Task<T> Ask<T>(
        this ICanTell self, Func<IActorRef, object> messageFactory, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(messageFactory);
        var provider = ProviderOf(self) ?? throw new ArgumentException("Unable to resolve the target Provider", nameof(self));
        var reply = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var sender = new FutureActorRef<T>(reply, provider);
        Limit(sender, reply, timeout ?? provider.Settings.AskTimeout, cancellationToken);
        self.Tell(messageFactory(sender), sender);
        return reply.Task;
    }

    private static void Limit<T>(
        FutureActorRef<T> sender, TaskCompletionSource<T> reply, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var expiry = timeout > TimeSpan.Zero ? new CancellationTokenSource(timeout) : null;
        var expiryRegistration = expiry?.Token.UnsafeRegister(
            _ => reply.TrySetException(new AskTimeoutException($"Timeout after {timeout.TotalSeconds:F2} seconds")), null) ?? default;
        var cancellationRegistration = cancellationToken.UnsafeRegister(
            static (state, token) => ((TaskCompletionSource<T>)state).TrySetCanceled(token), reply);

        reply.Task.ContinueWith(
            _ =>
            {
                sender.Release();
                expiryRegistration.Unregister();
                cancellationRegistration.Unregister();
                expiry?.Dispose();
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private static IActorRefProvider ProviderOf(ICanTell target) => target switch
    {
        ActorSelection selection => ProviderOf(selection.Anchor),
        Nobody => null,
        IInternalActorRef actor => actor.Provider,
        _ => ActorCell.Current?.SystemImpl.Provider,
    };
}

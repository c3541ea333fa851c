namespace Akka.Actor.Internal;

/// <summary>What runs when all actors have stopped: the latest first. Thread-safe.</summary>
internal sealed class TerminationCallbacks
{
    private readonly Stack<Action> _callbacks = new();
    private bool _running;

    public TerminationCallbacks(Task actorsStopped)
    {
        Completed = RunAsync(actorsStopped);
    }

    public Task Completed { get; }

    public void Add(Action callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        lock (_callbacks)
        {
            if (_running)
                throw new InvalidOperationException("ActorSystem already terminated.");
            _callbacks.Push(callback);
        }
    }

    private async Task RunAsync(Task actorsStopped)
    {
        await actorsStopped.ConfigureAwait(false);
        lock (_callbacks)
            _running = true;
        foreach (var callback in _callbacks)
        {
            try
            {
                callback();
            }
            catch (Exception)
            {
                // One callback must not keep the others from running, nor the system from being terminated.
            }
        }
    }
}

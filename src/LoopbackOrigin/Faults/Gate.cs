namespace ActorDownloader.LoopbackOrigin.Faults;

/// <summary>
/// Holds requests until a test has seen them come and decides to let them go on: a way to act at a known moment without
/// a guess at time. Once open it stays open. Safe for use by several threads.
/// </summary>
public sealed class Gate
{
    private readonly Lock _lock = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiters = [];
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _arrived;

    /// <summary>Completes once <paramref name="count"/> requests have come to the gate.</summary>
    public Task WhenReachedAsync(int count = 1, CancellationToken cancellationToken = default)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiters.Add((count, reached));
            CompleteWaiters();
        }

        return reached.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Lets all requests go on, those that come later too.</summary>
    public void Open() => _open.TrySetResult();

    internal Task PassAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _arrived++;
            CompleteWaiters();
        }

        return _open.Task.WaitAsync(cancellationToken);
    }

    private void CompleteWaiters() => _waiters.RemoveAll(waiter => waiter.Count <= _arrived && waiter.Reached.TrySetResult());
}

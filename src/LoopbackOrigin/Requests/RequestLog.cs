using System.Collections.Immutable;

namespace ActorDownloader.LoopbackOrigin.Requests;

/// <summary>The latest requests, oldest first. Safe for use by several threads.</summary>
public sealed class RequestLog
{
    private readonly Lock _lock = new();
    private readonly int _capacity;
    private readonly Queue<RequestEntry> _entries = [];
    private readonly List<Waiter> _waiters = [];

    internal RequestLog(int capacity) => _capacity = capacity;

    /// <summary>Whether requests are kept.</summary>
    internal bool IsOn => _capacity > 0;

    /// <summary>The requests as they stand now.</summary>
    public ImmutableArray<RequestRecord> Snapshot()
    {
        lock (_lock)
        {
            return [.. _entries.Select(entry => entry.Record)];
        }
    }

    /// <summary>Forgets all requests; those that run now will not come back when they end.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _entries.Clear();
        }
    }

    /// <summary>Completes once <paramref name="count"/> of the requests satisfy the condition, with those that do.</summary>
    /// <param name="condition">
    /// Looked at whenever a request begins or ends. <c>request => request.Outcome is not null</c> waits for ends.
    /// </param>
    /// <param name="count">At least this many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<ImmutableArray<RequestRecord>> WhenAsync(
        Func<RequestRecord, bool> condition, int count = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        var waiter = new Waiter(condition, count, new(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_lock)
        {
            _waiters.Add(waiter);
            CompleteWaiters();
        }

        return waiter.Reached.Task.WaitAsync(cancellationToken);
    }

    internal void Begin(RequestEntry entry)
    {
        lock (_lock)
        {
            if (_entries.Count == _capacity)
            {
                _entries.Dequeue();
            }

            _entries.Enqueue(entry);
            CompleteWaiters();
        }
    }

    internal void End(RequestEntry entry, RequestOutcome outcome)
    {
        lock (_lock)
        {
            entry.Record = entry.Record with { Outcome = outcome };
            CompleteWaiters();
        }
    }

    private void CompleteWaiters() => _waiters.RemoveAll(waiter =>
    {
        ImmutableArray<RequestRecord> found = [.. _entries.Select(entry => entry.Record).Where(waiter.Condition)];
        return found.Length >= waiter.Count && waiter.Reached.TrySetResult(found);
    });

    private sealed record Waiter(
        Func<RequestRecord, bool> Condition, int Count, TaskCompletionSource<ImmutableArray<RequestRecord>> Reached);
}

/// <summary>A request in the log, which gains its outcome when it ends. Changed under the log's lock.</summary>
internal sealed class RequestEntry(RequestRecord record)
{
    public RequestRecord Record { get; set; } = record;
}

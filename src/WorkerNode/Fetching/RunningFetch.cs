using ActorDownloader.Messages;

namespace ActorDownloader.WorkerNode.Fetching;

/// <summary>
/// What a fetch and its owner know of each other while it runs. The fetch tells what it is doing and how far it is; the owner looks
/// in at intervals, and may stop it. The two may be on different threads; the owner is one thread at a time.
/// </summary>
/// <remarks>Counters are shared rather than sent: a message for each read would cost more than the read.</remarks>
internal sealed class RunningFetch : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TimeProvider _time;
    private readonly PaceLimits _limits;
    private readonly LeaseClock _lease;
    private readonly long _startedAt;
    private PaceMark _mark;
    private int _phase;
    private int _reason;
    private long _received;
    private long _written;

    public RunningFetch(FetchOrder order, PaceLimits limits, TimeProvider time)
    {
        Order = order;
        Token = _stop.Token;
        _limits = limits;
        _time = time;
        _lease = new LeaseClock(time, order.Lease.Silence);
        _startedAt = time.GetTimestamp();
    }

    public FetchOrder Order { get; }

    public LeaseNumber Number => Order.Lease.Number;

    /// <summary>Cancelled when the fetch must stop.</summary>
    public CancellationToken Token { get; }

    public FetchPhase Phase => (FetchPhase)Volatile.Read(ref _phase);

    /// <summary>Why it must stop; the first reason stays.</summary>
    public StopReason Reason => (StopReason)Volatile.Read(ref _reason);

    /// <summary>Bytes written so far.</summary>
    public long BytesWritten => Volatile.Read(ref _written);

    /// <summary>The owner's look: renews the lease and judges the origin's pace. Stops the fetch where either says so.</summary>
    /// <returns>Whether the fetch goes on, so that a report on it may be sent.</returns>
    public bool LookIn()
    {
        if (!_lease.Beat())
            return Stop(StopReason.Lapsed);
        (_mark, var stop) = Pace.Judge(_limits, _mark, Phase, _time.GetElapsedTime(_startedAt), Volatile.Read(ref _received));
        return stop == StopReason.None ? Reason == StopReason.None : Stop(stop);
    }

    /// <summary>The owner's order to stop. The fetch ends soon after, or has just ended with its result.</summary>
    public void Withdraw() => Stop(StopReason.Withdrawn);

    /// <summary>The fetch: this is what comes next.</summary>
    public void Enter(FetchPhase phase) => Volatile.Write(ref _phase, (int)phase);

    /// <summary>The fetch: so many more bytes have come.</summary>
    public void Received(int bytes) => Volatile.Write(ref _received, _received + bytes);

    /// <summary>The fetch, right before a write: nothing is written once the lease may be another worker's.</summary>
    /// <exception cref="OperationCanceledException">The fetch must stop.</exception>
    public void BeginWrite()
    {
        if (!_lease.Stands)
            Stop(StopReason.Lapsed);
        if (Reason != StopReason.None)
            throw new OperationCanceledException();
        Enter(FetchPhase.Writing);
    }

    /// <summary>The fetch, right after a write.</summary>
    public void EndWrite(int bytes)
    {
        Volatile.Write(ref _written, _written + bytes);
        Enter(FetchPhase.Receiving);
    }

    public void Dispose() => _stop.Dispose();

    private bool Stop(StopReason reason)
    {
        // Cancelling runs the fetch's clean-up, which does not belong on the owner's thread.
        if (Interlocked.CompareExchange(ref _reason, (int)reason, (int)StopReason.None) == (int)StopReason.None)
            _ = _stop.CancelAsync();
        return false;
    }
}

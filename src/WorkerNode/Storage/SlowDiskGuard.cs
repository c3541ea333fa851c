namespace ActorDownloader.WorkerNode.Storage;

/// <summary>
/// Keeps a disk that hangs, or is slow, from stopping the process. A write holds its thread until the disk has it, and the heartbeat needs
/// a thread too. As long as the disk is quick, few threads are best. Writes that hold all of them and take long wait rather than compute,
/// and the pool may as well have a thread for each: when the oldest of more writes than there are processors has been under way for
/// <see cref="Patience"/>, or when <see cref="SlowInARow"/> writes, on every processor's thread, took <see cref="Slow"/>. Safe for all
/// threads.
/// </summary>
/// <param name="processors">How many threads can compute at once.</param>
/// <param name="slots">How many writes there can be.</param>
/// <param name="time">The clock.</param>
/// <param name="widen">Lets the thread pool grow; called at most once.</param>
internal sealed class SlowDiskGuard(int processors, int slots, TimeProvider time, Action widen)
{
    /// <summary>Far longer than a quick disk takes on a busy host, far shorter than a peer's patience with a silent heartbeat.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a heartbeat and its answer may wait for threads; a peer forgives 2 s.</summary>
    private static readonly TimeSpan HeartbeatDelay = TimeSpan.FromMilliseconds(800);

    /// <summary>
    /// How often they wait: for what was received to be read, for the actor that answers, and for what it answers to be sent; one to spare.
    /// </summary>
    private const int HeartbeatWaits = 4;

    /// <summary>More than the hiccups of a quick disk.</summary>
    public const int SlowInARow = 8;

    private readonly Lock _lock = new();
    private readonly LinkedList<long> _underWay = [];
    private int _slowInARow;
    private bool _widened;

    /// <summary>
    /// What waits for a thread waits for a write in each slot before it, shared among the threads: 25 ms with 16 slots on two.
    /// </summary>
    public TimeSpan Slow { get; } = HeartbeatDelay / HeartbeatWaits * processors / slots;

    /// <summary>A guard of this process's thread pool.</summary>
    /// <param name="slots">How many writes there can be.</param>
    public static SlowDiskGuard OfThreadPool(int slots) => new(Environment.ProcessorCount, slots, TimeProvider.System, () =>
    {
        ThreadPool.GetMinThreads(out var threads, out var ports);
        ThreadPool.SetMinThreads(Math.Max(threads, Environment.ProcessorCount + slots), ports);
    });

    /// <summary>The calling thread is about to wait for the disk.</summary>
    /// <param name="visit">The caller's own, used for one wait after the other: nothing is allocated for a write.</param>
    public void Enter(LinkedListNode<long> visit)
    {
        lock (_lock)
        {
            visit.Value = time.GetTimestamp();
            _underWay.AddLast(visit);
            if (_widened || _underWay.Count <= processors || time.GetElapsedTime(_underWay.First!.Value, visit.Value) < Patience)
                return;
            _widened = true;
        }

        widen();
    }

    /// <summary>The calling thread has waited.</summary>
    public void Leave(LinkedListNode<long> visit)
    {
        lock (_lock)
        {
            var isSlow = _underWay.Count >= processors && time.GetElapsedTime(visit.Value) >= Slow;
            _underWay.Remove(visit);
            _slowInARow = isSlow ? _slowInARow + 1 : 0;
            if (_widened || _slowInARow < SlowInARow)
                return;
            _widened = true;
        }

        widen();
    }
}

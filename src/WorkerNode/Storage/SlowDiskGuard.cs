namespace ActorDownloader.WorkerNode.Storage;

/// <summary>
/// Keeps a disk that hangs from stopping the process. A write holds its thread until the disk has it, and the heartbeat needs a thread
/// too. As long as the disk is quick, few threads are best; once more writes than there are processors are under way and the oldest has
/// been for <see cref="Patience"/>, they wait rather than compute, and the pool may as well have a thread for each. Safe for all threads.
/// </summary>
/// <param name="processors">How many threads can compute at once.</param>
/// <param name="time">The clock.</param>
/// <param name="widen">Lets the thread pool grow; called at most once.</param>
internal sealed class SlowDiskGuard(int processors, TimeProvider time, Action widen)
{
    /// <summary>Far longer than a quick disk takes on a busy host, far shorter than a peer's patience with a silent heartbeat.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly LinkedList<long> _underWay = [];
    private bool _widened;

    /// <summary>A guard of this process's thread pool.</summary>
    /// <param name="slots">How many writes there can be.</param>
    public static SlowDiskGuard OfThreadPool(int slots) => new(Environment.ProcessorCount, TimeProvider.System, () =>
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
            _underWay.Remove(visit);
    }
}

namespace ActorDownloader.WorkerNode.Storage;

/// <summary>
/// Keeps a disk that hangs from stopping the process. A write holds its thread until the disk has it, and the heartbeat needs a thread
/// too. As long as the disk is quick, few threads are best; once as many writes as there are processors have been under way for
/// <see cref="Patience"/>, they wait rather than compute, and the pool may as well have a thread for each. Safe for all threads.
/// </summary>
/// <param name="processors">How many threads can compute at once.</param>
/// <param name="time">The clock.</param>
/// <param name="widen">Lets the thread pool grow; called at most once.</param>
internal sealed class SlowDiskGuard(int processors, TimeProvider time, Action widen)
{
    /// <summary>Far longer than a quick disk takes, far shorter than a peer's patience with a silent heartbeat.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private int _busy;
    private int _widened;
    private long _crowdedSince;

    /// <summary>A guard of this process's thread pool.</summary>
    /// <param name="slots">How many writes there can be.</param>
    public static SlowDiskGuard OfThreadPool(int slots) => new(Environment.ProcessorCount, TimeProvider.System, () =>
    {
        ThreadPool.GetMinThreads(out var threads, out var ports);
        ThreadPool.SetMinThreads(Math.Max(threads, Environment.ProcessorCount + slots), ports);
    });

    /// <summary>The calling thread is about to wait for the disk.</summary>
    public void Enter()
    {
        var busy = Interlocked.Increment(ref _busy);
        if (busy == processors)
            Volatile.Write(ref _crowdedSince, time.GetTimestamp());
        else if (busy > processors && time.GetElapsedTime(Volatile.Read(ref _crowdedSince)) >= Patience && Interlocked.Exchange(ref _widened, 1) == 0)
            widen();
    }

    /// <summary>The calling thread has waited.</summary>
    public void Leave() => Interlocked.Decrement(ref _busy);
}

using System.Collections.Concurrent;

namespace ActorDownloader.LocalWorkers;

/// <summary>The worker processes that run now. Safe from any thread: processes come and go on pool threads, and the end of the downloader ends them all.</summary>
internal sealed class WorkerProcesses
{
    private readonly ConcurrentDictionary<int, IWorkerProcess> _byMember = [];
    private volatile bool _closed;

    /// <summary>Takes a process in; false if none may run any more, and then the caller ends it.</summary>
    public bool Add(int member, IWorkerProcess process)
    {
        _byMember[member] = process;
        return !_closed;
    }

    public void Remove(int member) => _byMember.TryRemove(member, out _);

    public int? IdOf(int member) => _byMember.GetValueOrDefault(member)?.ProcessId;

    public void Kill(int member) => _byMember.GetValueOrDefault(member)?.Kill();

    /// <summary>Ends all, and every one that is added later.</summary>
    public void KillAll()
    {
        _closed = true;
        foreach (var process in _byMember.Values)
        {
            process.Kill();
        }
    }

    /// <summary>Ends when all have ended.</summary>
    public Task WhenAllEnded() => Task.WhenAll(_byMember.Values.Select(process => process.Ended));
}

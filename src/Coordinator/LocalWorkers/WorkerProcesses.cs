using System.Collections.Concurrent;
using ActorDownloader.Messages;

namespace ActorDownloader.LocalWorkers;

/// <summary>
/// The worker processes that run now. Safe from any thread: processes come and go on pool threads, and the end of the downloader ends them
/// all.
/// </summary>
internal sealed class WorkerProcesses(IWorkerLauncher launcher)
{
    private readonly ConcurrentDictionary<int, IWorkerProcess> _byMember = [];
    private readonly ConcurrentQueue<Task<IWorkerProcess>> _early = [];
    private readonly ConcurrentBag<Task> _unused = [];
    private volatile bool _closed;

    /// <summary>
    /// Starts processes before there is anybody whom they could join, so that they load meanwhile. The first members are these; one that
    /// could not be started is the same to its member as if it had been started then.
    /// </summary>
    public void StartEarly(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _early.Enqueue(Task.Run(launcher.Launch));
        }
    }

    /// <summary>Starts a process and tells it whom to join; the words for its end.</summary>
    public async Task<string> RunAsync(int member, WorkerBootstrap bootstrap)
    {
        if (_closed)
        {
            return "was not started: the downloader ends";
        }

        try
        {
            var process = _early.TryDequeue(out var early) ? await early : launcher.Launch();
            _byMember[member] = process;
            if (_closed)
            {
                process.Kill();
            }
            else
            {
                process.Begin(bootstrap);
            }

            var reason = await process.Ended;
            _byMember.TryRemove(member, out _);
            return reason;
        }
        catch (WorkerLaunchException e)
        {
            return $"could not be started: {e.Message}";
        }
    }

    public int? IdOf(int member) => _byMember.GetValueOrDefault(member)?.ProcessId;

    public void Kill(int member) => _byMember.GetValueOrDefault(member)?.Kill();

    /// <summary>Ends all, and every one that is started later.</summary>
    public void KillAll()
    {
        _closed = true;
        foreach (var process in _byMember.Values)
        {
            process.Kill();
        }

        while (_early.TryDequeue(out var early))
        {
            _unused.Add(EndAsync(early));
        }
    }

    /// <summary>Ends when all have ended.</summary>
    public Task WhenAllEnded() => Task.WhenAll(_byMember.Values.Select(process => (Task)process.Ended).Concat(_unused));

    private static async Task EndAsync(Task<IWorkerProcess> early)
    {
        try
        {
            var process = await early;
            process.Kill();
            await process.Ended;
        }
        catch (WorkerLaunchException)
        {
            // There is none to end.
        }
    }
}

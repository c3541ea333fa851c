using ActorDownloader.Messages;

namespace ActorDownloader.LocalWorkers;

/// <summary>Starts worker processes on this host.</summary>
internal interface IWorkerLauncher
{
    /// <summary>
    /// Starts one, which loads and waits to be told what to do. May take milliseconds; never called from an actor's own thread.
    /// </summary>
    /// <exception cref="WorkerLaunchException">It cannot be started.</exception>
    IWorkerProcess Launch();
}

/// <summary>A worker process that was started here.</summary>
internal interface IWorkerProcess
{
    /// <summary>The operating system's id of it.</summary>
    int ProcessId { get; }

    /// <summary>Ends when the process has, with words that follow "the process": "was killed by signal 9".</summary>
    Task<string> Ended { get; }

    /// <summary>Tells it whom to join; once. Does nothing to one that has ended.</summary>
    void Begin(WorkerBootstrap bootstrap);

    /// <summary>Ends the process at once. Does nothing to one that has ended.</summary>
    void Kill();
}

/// <summary>A worker process that could not be started.</summary>
internal sealed class WorkerLaunchException(string message, Exception? cause = null) : Exception(message, cause);

using ActorDownloader.Messages;
using ActorDownloader.WorkerNode.Fetching;
using ActorDownloader.WorkerNode.Leasing;
using ActorDownloader.WorkerNode.Storage;
using Akka.Actor;
using Akka.Configuration;

namespace ActorDownloader.WorkerNode.Hosting;

/// <summary>A running worker: its actor system, its connections and its one actor.</summary>
internal sealed class WorkerNodeSystem : IAsyncDisposable
{
    private readonly HttpConnections _http;
    private readonly ActorSystem _system;
    private readonly IActorRef _worker;
    private readonly WorkerId _id = new(Guid.CreateVersion7());
    private readonly TimeSpan _farewellTimeout;
    private readonly TaskCompletionSource<WorkerExit> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private WorkerNodeSystem(Config config, WorkerSettings settings, string join, string? ticket)
    {
        var http = settings.Http;
        _farewellTimeout = settings.Timing.FarewellTimeout;
        _http = new HttpConnections(http);
        var destination = new FileDestination(AllowedRoots.Of(settings.AllowedRoots), SlowDiskGuard.OfThreadPool(settings.Slots));
        var fetcher = new ChunkFetcher(_http, destination, http.UserAgent, new BufferPool(http.BufferBytes), TimeProvider.System);
        _system = ActorSystem.Create(WorkerProtocol.WorkerSystem, config);
        _worker = _system.ActorOf(
            Props.Create<WorkerActor>(
                new WorkerIdentity(_id, settings.Slots, ticket), join, fetcher, http.Pace, settings.Timing, TimeProvider.System, _exit),
            "worker");
    }

    /// <summary>Ends when the worker has nothing more to do.</summary>
    public Task<WorkerExit> Exited => _exit.Task;

    /// <summary>Starts a worker, which begins at once to ask its coordinator in.</summary>
    /// <exception cref="ConfigurationException">A setting is missing or outside its range.</exception>
    public static WorkerNodeSystem Start(Config config, string join, string? ticket) =>
        new(config, WorkerSettings.Create(config), join, ticket);

    /// <summary>Lets it end the leases that it holds, and leave.</summary>
    public void Drain() => _worker.Tell(new WorkerProtocol.Drain(_id), ActorRefs.NoSender);

    /// <summary>
    /// Ends the actor system, so that what was said last reaches the coordinator, but does not wait for that longer than the farewell
    /// timeout.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await _system.Terminate().WaitAsync(_farewellTimeout).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _http.Dispose();
    }
}

using System.Collections.Concurrent;
using System.Security.Cryptography;
using Akka.Actor;
using Akka.Configuration;
using ActorDownloader.Configuration;
using ActorDownloader.Destinations;
using ActorDownloader.LocalWorkers;
using ActorDownloader.Messages;
using ActorDownloader.ObjectStore;
using ActorDownloader.Rehearsing;
using ActorDownloader.Scheduling;
using ActorDownloader.Transfers;

namespace ActorDownloader;

/// <summary>
/// Downloads S3 objects through worker processes. One instance serves a whole application: it keeps an actor system, worker processes
/// and their connections. Safe from any thread.
/// </summary>
public sealed class Downloader : IDownloader
{
    /// <summary>A worker of this host listens on loopback and on any port, wherever the coordinator was told to.</summary>
    private const string LocalOverlay = """

        akka.remote.dot-netty.tcp { hostname = 127.0.0.1, public-hostname = "", port = 0, public-port = 0 }

        """;

    private readonly ActorSystem _system;
    private readonly IActorRef _coordinator;
    private readonly WorkerProcesses _processes;
    private readonly IObjectStore _objectStore;
    private readonly TimeProvider _timeProvider;
    private readonly ConcurrentDictionary<TransferId, Transfer> _open = [];

    /// <summary>Held while a download is begun, so that the end finds it begun or refuses it.</summary>
    private readonly Lock _beginning = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lazy<Task> _end;
    private bool _isClosed;

    /// <summary>Over parts that run already; it ends them with itself.</summary>
    internal Downloader(
        ActorSystem system, IActorRef coordinator, WorkerProcesses processes, IObjectStore objectStore, TimeProvider timeProvider)
    {
        _system = system;
        _coordinator = coordinator;
        _processes = processes;
        _objectStore = objectStore;
        _timeProvider = timeProvider;
        _end = new Lazy<Task>(EndAsync);
        Address = ((ExtendedActorSystem)system).Provider.DefaultAddress.ToString();
        _ = EndWithSystemAsync();
    }

    /// <inheritdoc />
    public string Address { get; }

    /// <summary>
    /// Starts a downloader: its actor system, and the first worker process, which loads while the first request is prepared.
    /// No request is sent yet.
    /// </summary>
    /// <param name="options">How it works; null for the reference configuration.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="ConfigurationException">
    /// A setting is outside its range or contradicts another; the message names it, its value and what is expected.
    /// </exception>
    public static Task<Downloader> StartAsync(DownloaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new DownloaderOptions();
        return Task.Run(() => Start(options), cancellationToken);
    }

    /// <inheritdoc />
    public Transfer Download(DownloadRequest request, CancellationToken cancellationToken = default)
    {
        RequestRules.Check(request);
        var id = new TransferId(Guid.CreateVersion7(_timeProvider.GetUtcNow()));
        var full = request with { Path = Path.GetFullPath(request.Path) };
        var transfer = new Transfer(new TransferMeta(id, request), full, _timeProvider.GetTimestamp(), Cancel, Pause, cancellationToken);
        lock (_beginning)
        {
            ObjectDisposedException.ThrowIf(_isClosed || _ended.Task.IsCompleted, this);
            _open[id] = transfer;
            _coordinator.Tell(new TransferProtocol.Begin(transfer), ActorRefs.NoSender);
        }

        Forget(
            transfer,
            cancellationToken.CanBeCanceled
                ? cancellationToken.UnsafeRegister(static state => ((Transfer)state!).Cancel(), transfer)
                : default);
        if (_ended.Task.IsCompleted)
        {
            transfer.TryCancel();
        }

        return transfer;
    }

    /// <inheritdoc />
    public async Task ShutdownAsync(CancellationToken cancellationToken = default)
    {
        var end = _end.Value;
        await using (cancellationToken.UnsafeRegister(static state => ((Downloader)state!).CancelAll(), this))
        {
            await end;
        }
    }

    /// <summary>
    /// Ends the worker processes and nothing else: for a program that ends itself next, when its transfers have ended and nobody has joined
    /// whom it did not start. Most of a shutdown's time goes into code that this program would use only once.
    /// </summary>
    internal Task EndWorkersAsync()
    {
        _processes.KillAll();
        return _processes.WhenAllEnded();
    }

    /// <summary>Waits for every transfer, then ends worker processes and actor system: <see cref="ShutdownAsync"/>.</summary>
    public async ValueTask DisposeAsync() => await ShutdownAsync();

    private static Downloader Start(DownloaderOptions options)
    {
        var overlay = EffectiveConfig.OverlayOf(options);
        var config = EffectiveConfig.Load(overlay);
        var settings = CoordinatorSettings.Create(config);
        ListenRules.Check(config, settings);
        var processes = new WorkerProcesses(new ProcessWorkerLauncher(settings.WorkerExecutable));
        processes.StartEarly(settings.LocalWorkers.Early);
        try
        {
            return Start(options, config, overlay, settings, processes);
        }
        catch
        {
            processes.KillAll();
            throw;
        }
    }

    private static Downloader Start(
        DownloaderOptions options, Config config, string overlay, CoordinatorSettings settings, WorkerProcesses processes)
    {
        var objectStore = S3ObjectStore.Create(options.S3, config, options.TimeProvider);
        _ = WarmUpAsync(objectStore);
        var system = ActorSystem.Create(WorkerProtocol.CoordinatorSystem, config);
        var admission = new WorkerAdmission(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), settings.JoinSecret);
        var address = ((ExtendedActorSystem)system).Provider.DefaultAddress.ToString();
        var localWorkers = Props.Create<LocalWorkersActor>(
            settings.LocalWorkers,
            (int member) => new WorkerBootstrap(address, admission.TicketFor(member), overlay + LocalOverlay, objectStore.IsTlsLikely),
            processes,
            options.TimeProvider);
        var scheduler = system.ActorOf(
            Props.Create<SchedulerActor>(settings.Scheduler, settings.SilenceCheckInterval, admission, localWorkers, options.TimeProvider),
            "scheduler");
#pragma warning disable RS0030 // Here it becomes the argument, one for all: to seed one for each transfer costs a system call.
        var random = Random.Shared;
#pragma warning restore RS0030
        var services = new TransferServices(
            scheduler,
            objectStore,
            new LocalDestination(settings.Transfer.Destination, options.TimeProvider),
            settings.Transfer,
            options.TimeProvider,
            random);
        var coordinator = system.ActorOf(
            Props.Create<CoordinatorActor>(
                settings.Transfer.MaxActive, scheduler, (Transfer transfer) => Props.Create<TransferActor>(transfer, services)),
            "coordinator");
        _ = Task.Run(() => Rehearsal.Run(settings.Scheduler, settings.Transfer));
        return new Downloader(system, coordinator, processes, objectStore, options.TimeProvider);
    }

    /// <summary>Looks for credentials while the rest starts. What goes wrong is told by the first download, in its own words.</summary>
    private static async Task WarmUpAsync(S3ObjectStore objectStore)
    {
        try
        {
            await objectStore.PrepareAsync(CancellationToken.None);
        }
        catch (ObjectStoreException)
        {
        }
    }

    private void Cancel(TransferId transfer) => _coordinator.Tell(new TransferProtocol.Cancel(transfer), ActorRefs.NoSender);

    private void Pause(TransferId transfer) => _coordinator.Tell(new TransferProtocol.Pause(transfer), ActorRefs.NoSender);

    /// <summary>Lets go of a transfer and of its caller's token when it has ended.</summary>
    private void Forget(Transfer transfer, CancellationTokenRegistration registration) =>
        transfer.Completion.ContinueWith(
            (_, _) =>
            {
                _open.TryRemove(transfer.Meta.TransferId, out Transfer? _);
                registration.Dispose();
            },
            null,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);

    private async Task EndAsync()
    {
        lock (_beginning)
        {
            _isClosed = true;
        }

        // Nothing new can come: Download refuses from now on.
        Task all = Task.WhenAll(_open.Values.Select(transfer => transfer.Completion));
        await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // Idle workers hold nothing, so they need no farewell.
        _processes.KillAll();
        _coordinator.Tell(new TransferProtocol.Close(), ActorRefs.NoSender);
        await _system.Terminate();
        await _processes.WhenAllEnded();
        await _objectStore.DisposeAsync();
    }

    private void CancelAll()
    {
        foreach (var transfer in _open.Values)
        {
            transfer.Cancel();
        }
    }

    /// <summary>However the actor system ends, nobody is left waiting.</summary>
    private async Task EndWithSystemAsync()
    {
        await _system.WhenTerminated;
        _ended.TrySetResult();
        foreach (var transfer in _open.Values)
        {
            transfer.TryFail(TransferOutcome.Abandoned(transfer.Request));
        }
    }
}

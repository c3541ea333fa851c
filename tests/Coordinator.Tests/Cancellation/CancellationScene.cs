using System.Collections.Concurrent;
using ActorDownloader.Destinations;
using ActorDownloader.LocalWorkers;
using ActorDownloader.Messages;
using ActorDownloader.Scheduling;
using ActorDownloader.Transfers;
using Akka.Actor;
using Akka.Configuration;

namespace ActorDownloader.Cancellation;

/// <summary>
/// A downloader with everything but processes, sockets and AWS: its own actors and real files, which are held where a spec wants them.
/// </summary>
internal sealed class CancellationScene : IAsyncDisposable, IProgress<DownloadProgress>
{
    /// <summary>What stands under the destination's name before.</summary>
    public const string Old = "the old file";

    /// <summary>Chunks of two bytes.</summary>
    public const int ChunkLength = 2;

    private static readonly TimeSpan Ages = TimeSpan.FromHours(1);
    private static readonly SchedulerRules Rules = Windows.RulesWith(Windows.Fixed(1000)) with
    {
        LeaseSilence = Ages,
        WorkerWait = Ages,
        Hedging = Windows.Hedging with { IsOn = false },
    };


    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("actordl-cancel-");
    private readonly ActorSystem _system = ActorSystem.Create(
        "cancellation", ConfigurationFactory.ParseString("akka { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off }"));

    private readonly SkippingTimeProvider _schedulersClock = new();
    private readonly ConcurrentBag<(IActorRef Actor, WorkerPart Part)> _workers = [];
    private readonly ScriptedLauncher _launcher = new();
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<TransferId> _withdrawals = [];
    private readonly IActorRef _scheduler;
    private volatile bool _isWorkerWanted;
    private volatile DownloadProgress? _progress;

    /// <param name="maxActive">How many transfers are active at once.</param>
    /// <param name="clock">The downloader's own clock; the system's unless given.</param>
    public CancellationScene(int maxActive = 10, TimeProvider? clock = null)
    {
        var settings = TransferScene.DefaultSettings with { ProgressInterval = TimeSpan.FromMilliseconds(10), MaxActive = maxActive };
        Disk = new HeldDestination(new LocalDestination(settings.Destination, TimeProvider.System));
        var localWorkers = Props.Create<LocalWorkersUnderstudy>((Action)(() => _isWorkerWanted = true));
        var admission = new WorkerAdmission("local", null);
        _scheduler = _system.ActorOf(
            Props.Create<SchedulerActor>(Rules, TimeSpan.FromMilliseconds(10), admission, localWorkers, _schedulersClock), "scheduler");
        var door = _system.ActorOf(Props.Create<SchedulersDoor>(_scheduler, _withdrawals));
        var services = new TransferServices(door, ObjectStore, Disk, settings, TimeProvider.System, new Random(1));
        Func<Transfer, Props> propsOf = transfer => Props.Create<TransferActor>(transfer, services);
        var coordinator = _system.ActorOf(Props.Create<CoordinatorActor>(maxActive, _scheduler, propsOf), "coordinator");
        Downloader = new Downloader(_system, coordinator, new WorkerProcesses(_launcher), ObjectStore, clock ?? TimeProvider.System);
        File.WriteAllText(PathOf("file"), Old);
    }

    public Downloader Downloader { get; }

    public HeldDestination Disk { get; }

    public ScriptedObjectStore ObjectStore { get; } = new();

    public ObjectDouble Object { get; set; } = new([.. "0123456789"u8], []);

    /// <summary>The latest that was told of any transfer.</summary>
    public DownloadProgress? Progress => _progress;

    /// <summary>Whether a worker process was asked for.</summary>
    public bool IsWorkerWanted => _isWorkerWanted;

    /// <summary>The destination, its temporary file and its journal, as far as they are there.</summary>
    public IReadOnlyList<string> Files =>
        [.. _directory.GetFileSystemInfos("file*").Select(file => file.Name).Order(StringComparer.Ordinal)];

    /// <summary>What stands under the destination's name.</summary>
    public string Destination => File.ReadAllText(PathOf("file"));

    /// <summary>What stands there after a download.</summary>
    public string New => System.Text.Encoding.ASCII.GetString(Object.Content);

    public void Report(DownloadProgress value) => _progress = value;

    public string PathOf(string name) => Path.Combine(_directory.FullName, name);

    public Transfer Download(string name, bool keep = false, CancellationToken cancellationToken = default)
    {
        _progress = null;
        var request = new DownloadRequest("bucket", name, PathOf(name)) { Progress = this, KeepPartial = keep };
        return Downloader.Download(request, cancellationToken);
    }

    /// <summary>Lets a worker into the pool.</summary>
    public WorkerPart Join(Func<int, Deed> deeds, int slots = 16, bool isDeaf = false, TimeSpan? retryAfter = null)
    {
        var part = new WorkerPart(slots, deeds) { IsDeaf = isDeaf, RetryAfter = retryAfter ?? Ages };
        _workers.Add((_system.ActorOf(Props.Create<WorkerUnderstudy>(_scheduler, part, Object)), part));
        return part;
    }

    /// <summary>Whether a worker that hears holds a lease of the transfer.</summary>
    public bool IsLeased(Transfer transfer) =>
        _workers.Any(worker => !worker.Part.IsDeaf && worker.Part.Held.Values.Contains(transfer.Meta.TransferId));

    /// <summary>How often the transfer has taken back what it had on offer.</summary>
    public int WithdrawalsOf(Transfer transfer) => _withdrawals.Count(id => id == transfer.Meta.TransferId);

    /// <summary>Signatures, and what else the coordinator asks the origin, wait until all is released.</summary>
    public void HoldObjectStore() => ObjectStore.Ready = _release.Task;

    /// <summary>Every lease that is held counts as lost.</summary>
    public void FallSilent() => _schedulersClock.Skip(Rules.LeaseSilence + TimeSpan.FromSeconds(1));

    /// <summary>Who does not hear is gone for good.</summary>
    public void EndDeaf()
    {
        foreach (var (worker, part) in _workers)
        {
            if (part.IsDeaf)
            {
                _system.Stop(worker);
            }
        }
    }

    /// <summary>Nothing is held any more, by the disk, the origin or a worker.</summary>
    public void Release()
    {
        Disk.Release();
        _release.TrySetResult();
        foreach (var (worker, part) in _workers)
        {
            part.Deeds = _ => Deed.Serve;
            worker.Tell(WorkerUnderstudy.ServeAll.Instance, ActorRefs.NoSender);
        }

        EndDeaf();
        if (_workers.IsEmpty && !_system.WhenTerminated.IsCompleted)
        {
            Join(_ => Deed.Serve);
        }
    }

    /// <summary>The scheduler ends as it would if it failed.</summary>
    public void EndScheduler() => _system.Stop(_scheduler);

    /// <summary>Everything ends around the transfers, as when the application that they are part of ends its actor system.</summary>
    public Task EndSystemAsync() => _system.Terminate();

    public async ValueTask DisposeAsync()
    {
        Release();
        await EndSystemAsync();
        await Downloader.DisposeAsync();
        _launcher.Dispose();
        _directory.Delete(recursive: true);
    }

    /// <summary>What transfers say to the scheduler goes through here.</summary>
    private sealed class SchedulersDoor : ReceiveActor
    {
        public SchedulersDoor(IActorRef scheduler, ConcurrentQueue<TransferId> withdrawals)
        {
            Receive<TransferProtocol.Release>(m =>
            {
                withdrawals.Enqueue(m.Transfer);
                scheduler.Forward(m);
            });
            ReceiveAny(scheduler.Forward);
        }
    }

    private sealed class LocalWorkersUnderstudy : ReceiveActor
    {
        public LocalWorkersUnderstudy(Action wanted) => ReceiveAny(message =>
        {
            if (message is PoolProtocol.LeasesWanted)
            {
                wanted();
            }
        });
    }
}

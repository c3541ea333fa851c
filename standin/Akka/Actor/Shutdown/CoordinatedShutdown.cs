using Akka.Configuration;
using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// Winds up a process in phases: those of <c>akka.coordinated-shutdown.phases</c>, each after the phases it depends on. The tasks of a
/// phase run at the same time; the phase ends when all have completed or its timeout has passed. The last phase terminates the actor
/// system. Thread-safe; runs once.
/// </summary>
public sealed class CoordinatedShutdown : IExtension
{
    public const string PhaseBeforeServiceUnbind = "before-service-unbind";
    public const string PhaseServiceUnbind = "service-unbind";
    public const string PhaseServiceRequestsDone = "service-requests-done";
    public const string PhaseServiceStop = "service-stop";
    public const string PhaseBeforeClusterShutdown = "before-cluster-shutdown";
    public const string PhaseClusterShardingShutdownRegion = "cluster-sharding-shutdown-region";
    public const string PhaseClusterLeave = "cluster-leave";
    public const string PhaseClusterExiting = "cluster-exiting";
    public const string PhaseClusterExitingDone = "cluster-exiting-done";
    public const string PhaseClusterShutdown = "cluster-shutdown";
    public const string PhaseBeforeActorSystemTerminate = "before-actor-system-terminate";
    public const string PhaseActorSystemTerminate = "actor-system-terminate";

    private readonly ShutdownPhases _phases;
    private readonly Dictionary<string, List<ShutdownTask>> _tasks = [];
    private readonly TaskCompletionSource<Done> _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ILoggingAdapter _log;
    private Reason _reason;

    internal CoordinatedShutdown(ExtendedActorSystem system, ShutdownPhases phases)
    {
        System = system;
        _phases = phases;
        _log = Logging.GetLogger(system, typeof(CoordinatedShutdown));
    }

    public ExtendedActorSystem System { get; }

    /// <summary>Why the shutdown runs; null before.</summary>
    public Reason ShutdownReason => Volatile.Read(ref _reason);

    /// <summary>The timeouts of all phases that have tasks.</summary>
    public TimeSpan TotalTimeout
    {
        get
        {
            lock (_tasks)
                return _tasks.Keys.Aggregate(TimeSpan.Zero, (total, phase) => total + Timeout(phase));
        }
    }

    /// <summary>The shutdown of an actor system.</summary>
    public static CoordinatedShutdown Get(ActorSystem sys) => sys.WithExtension<CoordinatedShutdown, CoordinatedShutdownExtension>();

    /// <summary>Adds a task to a phase; it is started when the phase is.</summary>
    /// <exception cref="ConfigurationException">There is no such phase.</exception>
    public void AddTask(string phase, string taskName, Func<Task<Done>> task)
    {
        ArgumentNullException.ThrowIfNull(task);
        if (!_phases.Contains(phase))
        {
            throw new ConfigurationException(
                $"Unknown phase [{phase}], known phases [{string.Join(',', _phases.Ordered)}]. " +
                "All phases (along with their optional dependencies) must be defined in configuration.");
        }
        lock (_tasks)
        {
            if (!_tasks.TryGetValue(phase, out var tasks))
                _tasks.Add(phase, tasks = []);
            tasks.Add(new ShutdownTask(taskName, task));
        }
    }

    /// <summary>How long a phase may take.</summary>
    /// <exception cref="ArgumentException">There is no such phase.</exception>
    public TimeSpan Timeout(string phase) => _phases.Find(phase)?.Timeout
        ?? throw new ArgumentException($"Unknown phase [{phase}]. All phases must be defined in configuration.", nameof(phase));

    /// <summary>
    /// Runs the phases, all or from a given one. Only the first call does; all return the same task. It fails when a phase fails that
    /// must not (<c>recover = off</c>), and no later phase is run then.
    /// </summary>
    public Task<Done> Run(Reason reason, string fromPhase = null)
    {
        ArgumentNullException.ThrowIfNull(reason);
        if (Interlocked.CompareExchange(ref _reason, reason, null) is null)
            _ = RunPhasesAsync(fromPhase);
        return _completed.Task;
    }

    private async Task RunPhasesAsync(string fromPhase)
    {
        try
        {
            foreach (var phase in _phases.Ordered.SkipWhile(phase => fromPhase is not null && phase != fromPhase))
            {
                if (TasksOf(phase) is { } tasks)
                    await RunPhaseAsync(phase, tasks).ConfigureAwait(false);
            }
            _completed.TrySetResult(Done.Instance);
        }
        catch (Exception cause)
        {
            // The task of the run carries it.
            _completed.TrySetException(cause);
        }
    }

    private ShutdownTask[] TasksOf(string phase)
    {
        lock (_tasks)
            return _tasks.TryGetValue(phase, out var tasks) ? tasks.ToArray() : null;
    }

    private async Task RunPhaseAsync(string name, ShutdownTask[] tasks)
    {
        if (_log.IsDebugEnabled)
            _log.Debug("Performing phase [{0}] with tasks [{1}]", name, string.Join(',', tasks.Select(task => task.Name)));
        var phase = _phases.Find(name) ?? ShutdownPhase.Undefined;
        var all = Task.WhenAll(tasks.Select(task => RunTaskAsync(name, phase, task)));
        try
        {
            await all.WaitAsync(phase.Timeout).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!all.IsCompleted)
        {
            if (!phase.Recover)
                throw new TimeoutException($"Coordinated shutdown phase[{name}] timed out after {phase.Timeout}");
            _log.Warning("Coordinated shutdown phase [{0}] timed out after {1}", name, phase.Timeout);
        }
    }

    private async Task RunTaskAsync(string phaseName, ShutdownPhase phase, ShutdownTask task)
    {
        try
        {
            await task.Run().ConfigureAwait(false);
        }
        catch (Exception cause) when (phase.Recover)
        {
            // That is what recovering means.
            _log.Warning("Task [{0}] failed in phase [{1}]: {2}", task.Name, phaseName, cause.Message);
        }
    }

    /// <summary>
    /// Why a shutdown runs. Akka.NET lets applications add reasons, in a way that depends on its version; here they cannot.
    /// </summary>
    public abstract class Reason
    {
        private protected Reason()
        {
        }
    }

    /// <summary>Nobody knows.</summary>
    public class UnknownReason : Reason
    {
        public static readonly Reason Instance = new UnknownReason();

        private UnknownReason()
        {
        }
    }

    /// <summary><see cref="ActorSystem.Terminate"/> was called.</summary>
    public class ActorSystemTerminateReason : Reason
    {
        public static readonly Reason Instance = new ActorSystemTerminateReason();

        private ActorSystemTerminateReason()
        {
        }
    }

    /// <summary>The process exits.</summary>
    public class ClrExitReason : Reason
    {
        public static readonly Reason Instance = new ClrExitReason();

        private ClrExitReason()
        {
        }
    }
}

using Akka.Configuration;

namespace Akka.Actor;

/// <summary>The phases of the coordinated shutdown, in an order in which each comes after those it depends on.</summary>
internal sealed class ShutdownPhases
{
    private readonly Dictionary<string, ShutdownPhase> _phases = [];
    private readonly List<string> _ordered = [];

    /// <exception cref="ArgumentException">A phase depends on itself.</exception>
    public ShutdownPhases(Config config)
    {
        var defaultTimeout = config.GetTimeSpan("default-phase-timeout");
        foreach (var phase in config.GetConfig("phases").AsEnumerable())
            _phases.Add(phase.Key, Read(phase.Value.ToConfig(), defaultTimeout));
        var entered = new HashSet<string>();
        foreach (var phase in _phases.Keys)
            Visit(phase, entered);
    }

    public IReadOnlyList<string> Ordered => _ordered;

    public bool Contains(string phase) => _ordered.Contains(phase);

    public ShutdownPhase Find(string phase) => _phases.GetValueOrDefault(phase);

    private static ShutdownPhase Read(Config config, TimeSpan defaultTimeout) => config is null
        ? new ShutdownPhase([], defaultTimeout, Recover: true)
        : new ShutdownPhase(
            [.. config.GetStringList("depends-on")],
            config.GetTimeSpan("timeout", defaultTimeout, allowInfinite: false),
            config.GetBoolean("recover", true));

    private void Visit(string phase, HashSet<string> entered)
    {
        if (_ordered.Contains(phase))
            return;
        if (!entered.Add(phase))
        {
            throw new ArgumentException(
                $"Cycle detected in graph of phases. It must be a DAG. Phase [{phase}] depends transitively on itself.");
        }
        foreach (var before in Find(phase)?.DependsOn ?? [])
            Visit(before, entered);
        _ordered.Add(phase);
    }
}

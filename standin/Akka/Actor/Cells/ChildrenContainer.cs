namespace Akka.Actor.Internal;

/// <summary>
/// The children of an actor. Thread-safe: the actor's own thread changes it, others look names up, and guardians are given children from
/// any thread.
/// </summary>
internal sealed class ChildrenContainer
{
    /// <summary>Of an actor that terminated before it had children.</summary>
    public static readonly ChildrenContainer Terminated = new() { _wait = ChildrenWait.Termination };

    private readonly Lock _lock = new();
    private readonly Dictionary<string, ChildRestartStats> _children = [];
    private readonly HashSet<IActorRef> _stopping = [];
    private ChildrenWait _wait;
    private long _nameNumber = -1;

    /// <summary>What the actor waits for. Only its own thread changes it.</summary>
    public ChildrenWait Wait
    {
        get
        {
            lock (_lock)
                return _wait;
        }
    }

    /// <summary>Makes a child of that name, or of a free one.</summary>
    /// <exception cref="InvalidActorNameException">The name is taken.</exception>
    /// <exception cref="InvalidOperationException">The parent is terminating.</exception>
    public IInternalActorRef Add(string name, Func<string, IInternalActorRef> create)
    {
        lock (_lock)
        {
            if (_wait == ChildrenWait.Termination)
                throw new InvalidOperationException("Cannot create child while terminating or terminated");
            name ??= UniqueName.Of(++_nameNumber, "$");
            if (_children.ContainsKey(name))
                throw new InvalidActorNameException($"Actor name \"{name}\" is not unique!");
            var child = create(name);
            _children.Add(name, new ChildRestartStats(child));
            return child;
        }
    }

    public ChildRestartStats Find(string name)
    {
        lock (_lock)
            return _children.GetValueOrDefault(name);
    }

    public ChildRestartStats Find(IActorRef child)
    {
        lock (_lock)
            return FindCore(child);
    }

    public ChildRestartStats[] Snapshot()
    {
        lock (_lock)
            return [.. _children.Values];
    }

    /// <summary>Notes that a child was told to stop.</summary>
    public void MarkStopping(IActorRef child)
    {
        lock (_lock)
        {
            if (FindCore(child) is not null)
                _stopping.Add(child);
        }
    }

    /// <summary>Says what to do when all stopping children have stopped; false if there are none to wait for.</summary>
    public bool WaitForStopping(ChildrenWait reason)
    {
        lock (_lock)
        {
            if (_stopping.Count == 0)
                return false;
            _wait = reason;
            return true;
        }
    }

    /// <summary>
    /// Marks all children as stopping and says what to do when they have stopped. Returns them, for the caller to stop. With
    /// <see cref="ChildrenWait.Termination"/> no child can be added from now on.
    /// </summary>
    public IInternalActorRef[] MarkAllStopping(ChildrenWait reason)
    {
        lock (_lock)
        {
            var children = _children.Values.Select(stats => stats.Child).ToArray();
            _stopping.UnionWith(children);
            if (children.Length > 0 || reason == ChildrenWait.Termination)
                _wait = reason;
            return children;
        }
    }

    /// <summary>Forgets a child that has stopped; returns what the actor waited for if this was the last it waited for.</summary>
    public ChildrenWait Remove(IActorRef child)
    {
        lock (_lock)
        {
            if (FindCore(child) is null)
                return ChildrenWait.None;
            _children.Remove(child.Path.Name);
            if (!_stopping.Remove(child) || _stopping.Count > 0)
                return ChildrenWait.None;
            var reason = _wait;
            if (reason != ChildrenWait.Termination)
                _wait = ChildrenWait.None;
            return reason;
        }
    }

    private ChildRestartStats FindCore(IActorRef child) =>
        _children.TryGetValue(child.Path.Name, out var stats) && stats.Child.Equals(child) ? stats : null;
}

using Akka.Actor.Internal;

namespace Akka.Actor;

internal sealed partial class ActorCell
{
    private ChildrenContainer _children;

    private ChildrenWait Waiting => _children?.Wait ?? ChildrenWait.None;

    private bool IsTerminating => Waiting == ChildrenWait.Termination;

    // Guardians get children from any thread, so the first must not be made twice.
    private ChildrenContainer ChildrenOrNew
    {
        get
        {
            if (_children is null)
                Interlocked.CompareExchange(ref _children, new ChildrenContainer(), null);
            return _children;
        }
    }

    /// <summary>Makes a child. From the actor's thread; for guardians from any.</summary>
    /// <exception cref="InvalidActorNameException">The name is illegal or taken.</exception>
    /// <exception cref="InvalidOperationException">The actor is terminating.</exception>
    public IActorRef ActorOf(Props props, string name = null)
    {
        ArgumentNullException.ThrowIfNull(props);
        CheckName(name);
        var child = ChildrenOrNew.Add(
            name, free => new LocalActorRef(SystemImpl, props, _self, new ChildActorPath(Self.Path, free, NewUid())));
        // A child made while its parent is being judged waits with it.
        for (var i = _failed is null ? 0 : Mailbox.SuspendCount; i > 0; i--)
            child.Suspend();
        child.Start();
        return child;
    }

    /// <summary>Makes an existing reference a child without starting it.</summary>
    public void Adopt(IInternalActorRef child) => ChildrenOrNew.Add(child.Path.Name, _ => child);

    public IActorRef Child(string name) => GetSingleChild(name);

    IEnumerable<IActorRef> IActorContext.GetChildren() => GetChildren();

    /// <summary>All children, stopping ones included. From any thread.</summary>
    public IEnumerable<IInternalActorRef> GetChildren() => _children?.Snapshot().Select(stats => stats.Child) ?? [];

    /// <summary>The child of that name, which may carry <c>#uid</c>. From any thread.</summary>
    public IInternalActorRef GetSingleChild(string name)
    {
        var (plain, uid) = ActorPath.SplitUid(name);
        var child = _children?.Find(plain)?.Child;
        return child is not null && (uid == UndefinedUid || uid == child.Path.Uid) ? child : ActorRefs.Nobody;
    }

    public void Stop(IActorRef child)
    {
        ArgumentNullException.ThrowIfNull(child);
        _children?.MarkStopping(child);
        ((IInternalActorRef)child).Stop();
    }

    private static void CheckName(string name)
    {
        if (name is null)
            return;
        if (name.Length == 0)
            throw new InvalidActorNameException("Actor name must not be empty.");
        if (!ActorPath.IsValidPathElement(name))
            throw new InvalidActorNameException($"Illegal actor name [{name}]. {ActorPath.ValidActorNameDescription}");
    }

    /// <summary>Stops all children; false if there are none to wait for.</summary>
    private bool StopChildren(ChildrenWait reason)
    {
        if (_children is null && reason == ChildrenWait.Termination)
            Interlocked.CompareExchange(ref _children, ChildrenContainer.Terminated, null);
        var children = _children?.MarkAllStopping(reason) ?? [];
        foreach (var child in children)
            child.Stop();
        return children.Length > 0;
    }

    private void SuspendChildren(IReadOnlyCollection<IActorRef> except)
    {
        foreach (var child in GetChildren())
        {
            if (!except.Contains(child))
                child.Suspend();
        }
    }

    private void ResumeChildren(Exception causedByFailure, IActorRef perpetrator)
    {
        foreach (var child in GetChildren())
            child.Resume(child.Equals(perpetrator) ? causedByFailure : null);
    }
}

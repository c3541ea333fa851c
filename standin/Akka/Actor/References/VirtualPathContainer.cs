using System.Collections.Concurrent;

namespace Akka.Actor;

/// <summary>A place in the tree with no actor, only names of references below it, such as <c>/temp</c>. Thread-safe.</summary>
internal sealed class VirtualPathContainer(IActorRefProvider provider, ActorPath path, IInternalActorRef parent) : MinimalActorRef
{
    private readonly ConcurrentDictionary<string, IInternalActorRef> _children = new();

    public override IActorRefProvider Provider => provider;

    public override IInternalActorRef Parent => parent;

    public override ActorPath Path => path;

    public void AddChild(string name, IInternalActorRef actor) => _children[name] = actor;

    public void RemoveChild(string name) => _children.TryRemove(name, out _);

    public override IActorRef GetChild(IReadOnlyList<string> name)
    {
        if (name.Count == 0)
            return this;
        var (first, _) = ActorPath.SplitUid(name[0]);
        if (first.Length == 0)
            return this;
        if (!_children.TryGetValue(first, out var child))
            return ActorRefs.Nobody;
        return name.Count == 1 ? child : child.GetChild([.. name.Skip(1)]);
    }
}

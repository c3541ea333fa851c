using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>The root of the tree. Besides its children it knows a few references that are not actors, such as <c>/temp</c>.</summary>
internal sealed class RootGuardianActorRef(ActorSystemImpl system, Props props, IInternalActorRef supervisor, ActorPath path,
    Func<string, IInternalActorRef> findSpecial) : LocalActorRef(system, props, supervisor, path)
{
    public override IInternalActorRef Parent => this;

    public override IInternalActorRef GetSingleChild(string name) => findSpecial(name) ?? base.GetSingleChild(name);
}

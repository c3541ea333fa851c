using Akka.Actor;

namespace Akka.Contract.Actors;

/// <summary>Supervises a <see cref="HookedActor"/> and passes on all messages to it.</summary>
public sealed class HookedActorParent : UntypedActor
{
    private readonly Func<Exception, Directive> _decide;
    private readonly IActorRef _child;

    public HookedActorParent(IActorRef probe, Func<Exception, Directive> decide, Hooks hooks)
    {
        _decide = decide;
        _child = Context.ActorOf(Props.Create(() => new HookedActor(probe, hooks)));
    }

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_decide);

    protected override void OnReceive(object message) => _child.Forward(message);
}

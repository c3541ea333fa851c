using Akka.Actor;

namespace Akka.Contract.Actors;

/// <summary>Reports its messages, fails when told to, and calls its hooks.</summary>
public sealed class HookedActor : UntypedActor
{
    private readonly IActorRef _probe;
    private readonly Hooks _hooks;

    public HookedActor(IActorRef probe, Hooks hooks)
    {
        _probe = probe;
        _hooks = hooks;
        hooks.Constructor();
    }

    protected override void OnReceive(object message)
    {
        if (message is "fail")
            throw new InvalidOperationException("fail");
        _probe.Tell(message);
    }

    protected override void PreRestart(Exception reason, object message) => _hooks.PreRestart();

    protected override void PostRestart(Exception reason) => _hooks.PostRestart();

    protected override void PostStop() => _hooks.PostStop();
}

using Akka.Actor;

namespace Akka.Contract.Actors;

/// <summary>A supervisor of children by name, which reports what it sees of them.</summary>
public sealed class Boss : UntypedActor
{
    private readonly IActorRef _probe;
    private readonly SupervisorStrategy _strategy;

    public Boss(IActorRef probe, SupervisorStrategy strategy, string[] children)
    {
        _probe = probe;
        _strategy = strategy;
        foreach (var name in children)
            Context.Watch(Context.ActorOf(Props.Create(() => new Child(probe, name)), name));
        probe.Tell("ready");
    }

    protected override SupervisorStrategy SupervisorStrategy() => _strategy;

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ToChild(var name, var text):
                Context.Child(name).Tell(text);
                break;
            case Props props:
                _probe.Tell(Context.ActorOf(props));
                break;
            case Terminated terminated:
                _probe.Tell($"terminated {terminated.ActorRef.Path.Name}");
                break;
        }
    }

    protected override void PreRestart(Exception reason, object message)
    {
        _probe.Tell($"boss restarting: {reason.Message}");
        base.PreRestart(reason, message);
    }
}

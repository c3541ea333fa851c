using Akka.Actor;

namespace Akka.Contract.Actors;

/// <summary>Counts, fails or has a child of its own, as it is told.</summary>
public sealed class Child(IActorRef probe, string name) : UntypedActor
{
    private int _count;

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case "count":
                probe.Tell($"{name} {++_count}");
                break;
            case "grandchild":
                probe.Tell(Context.ActorOf(FunctionActor.Props((context, text) => context.Sender.Tell(text))));
                break;
            case "argument":
                throw new ArgumentException("argument");
            case "other":
                throw new NotSupportedException("other");
            default:
                throw new InvalidOperationException("fail");
        }
    }

    protected override void PreRestart(Exception reason, object message)
    {
    }

    protected override void PostRestart(Exception reason) => probe.Tell($"{name} restarted");

    protected override void PostStop() => probe.Tell($"{name} stopped");
}

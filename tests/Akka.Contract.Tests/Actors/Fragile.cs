using Akka.Actor;

namespace Akka.Contract.Actors;

/// <summary>Fails with every message, and in its constructor when asked to.</summary>
public sealed class Fragile : UntypedActor
{
    public Fragile(IActorRef probe, Func<bool> fails)
    {
        _ = probe;
        if (fails())
            throw new InvalidOperationException();
    }

    protected override void OnReceive(object message) => throw new InvalidOperationException();
}

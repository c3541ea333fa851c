using Akka.Actor;

namespace Akka.Contract.Actors;

/// <summary>An actor whose behaviour is a function.</summary>
public sealed class FunctionActor(Action<IActorContext, object> receive) : UntypedActor
{
    public static Props Props(Action<IActorContext, object> receive) => Actor.Props.Create(() => new FunctionActor(receive));

    protected override void OnReceive(object message) => receive(Context, message);
}

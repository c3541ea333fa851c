namespace Akka.Actor;

/// <summary>Behaviours that always handle their message.</summary>
public interface IUntypedActorContext : IActorContext
{
    void Become(UntypedReceive receive);

    void BecomeStacked(UntypedReceive receive);
}

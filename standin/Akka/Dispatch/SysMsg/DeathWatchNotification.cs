using Akka.Actor;
using Akka.Event;

namespace Akka.Dispatch.SysMsg;

/// <summary>To a watcher or parent: <paramref name="actor"/> has terminated.</summary>
/// <param name="actor">Who has terminated.</param>
/// <param name="existenceConfirmed">False if the actor was not there when the watch arrived.</param>
/// <param name="addressTerminated">True if the actor's whole system is gone or unreachable.</param>
public sealed class DeathWatchNotification(IActorRef actor, bool existenceConfirmed, bool addressTerminated)
    : SystemMessage, IDeadLetterSuppression
{
    public IActorRef Actor { get; } = actor;

    public bool ExistenceConfirmed { get; } = existenceConfirmed;

    public bool AddressTerminated { get; } = addressTerminated;

    public override string ToString() =>
        $"<DeathWatchNotification>: {Actor}, ExistenceConfirmed={ExistenceConfirmed}, AddressTerminated={AddressTerminated}";
}

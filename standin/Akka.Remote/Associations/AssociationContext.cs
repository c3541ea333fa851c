using Akka.Actor;
using Akka.Event;
using Akka.Remote.Messages;
using Akka.Remote.Transport;

namespace Akka.Remote.Associations;

/// <summary>What the associations of one actor system are made of; the last two are made for each.</summary>
internal sealed record AssociationContext(
    RemoteSettings Settings,
    Address Self,
    TcpTransport Transport,
    LifecycleEvents Events,
    ILoggingAdapter Log,
    IActorRef DeadLetters,
    TimeProvider Time,
    Func<MessageWriter> Writer,
    Func<InboundMessages> Inbound);

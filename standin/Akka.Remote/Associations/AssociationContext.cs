using Akka.Actor;
using Akka.Event;
using Akka.Remote.Transport;

namespace Akka.Remote.Associations;

/// <summary>What all associations of one actor system share.</summary>
internal sealed record AssociationContext(
    RemoteSettings Settings,
    Address Self,
    TcpTransport Transport,
    MessageWriter Writer,
    InboundMessages Inbound,
    LifecycleEvents Events,
    ILoggingAdapter Log,
    IActorRef DeadLetters,
    TimeProvider Time);

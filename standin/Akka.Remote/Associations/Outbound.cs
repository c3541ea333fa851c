using Akka.Actor;

namespace Akka.Remote.Associations;

/// <summary>A message on its way to another system.</summary>
internal readonly record struct Outbound(object Message, IActorRef? Sender, RemoteActorRef Recipient);

using System.Threading.Channels;
using Akka.Actor;

namespace Akka.Contract.Remoting;

/// <summary>Writes everything it is told to a channel.</summary>
internal sealed class RecordingActor : ReceiveActor
{
    public RecordingActor(ChannelWriter<(object, IActorRef)> received)
    {
        Receive<DoWatch>(message => Context.Watch(message.Other));
        Receive<DoUnwatch>(message => Context.Unwatch(message.Other));
        ReceiveAny(message => received.TryWrite((message, Sender)));
    }

    public sealed record DoWatch(IActorRef Other) : INoSerializationVerificationNeeded;

    public sealed record DoUnwatch(IActorRef Other) : INoSerializationVerificationNeeded;
}

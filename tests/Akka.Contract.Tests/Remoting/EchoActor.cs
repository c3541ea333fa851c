using Akka.Actor;

namespace Akka.Contract.Remoting;

/// <summary>Sends everything back, and obeys a few words.</summary>
internal sealed class EchoActor : ReceiveActor
{
    public EchoActor()
    {
        Receive<string>(word => word == "stop", _ => Context.Stop(Self));
        Receive<Letters.Pass>(letter => letter.To.Forward(new Letters.Text(letter.Text)));
        ReceiveAny(message => Sender.Tell(message));
    }
}

using System.Runtime.Serialization;
using Akka.Actor;

namespace Akka.Serialization;

/// <summary>Serializes the messages of the actor system itself that cross the wire, and actor references.</summary>
internal sealed class MiscMessageSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    public static readonly Type[] Types =
    [
        typeof(Identify), typeof(ActorIdentity), typeof(IActorRef), typeof(PoisonPill), typeof(Kill), typeof(ActorSelectionMessage),
        typeof(Status.Success), typeof(Status.Failure), typeof(Done), typeof(Address),
    ];

    public override int Identifier => 16;

    public override string Manifest(object o) => o switch
    {
        Identify => "ID",
        ActorIdentity => "AID",
        IActorRef => "AR",
        PoisonPill => "PP",
        Kill => "K",
        ActorSelectionMessage => "SEL",
        Status.Success => "SS",
        Status.Failure => "SF",
        Done => "DN",
        Address => "AD",
        _ => throw new ArgumentException($"Cannot serialize object of type [{o?.GetType()}]", nameof(o)),
    };

    public override byte[] ToBinary(object obj)
    {
        using var writer = new NestedWriter(system.Serialization);
        switch (obj)
        {
            case Identify identify:
                writer.Object(identify.MessageId);
                break;
            case ActorIdentity identity:
                writer.Object(identity.MessageId);
                writer.ActorRef(identity.Subject);
                break;
            case IActorRef actor:
                writer.ActorRef(actor);
                break;
            case ActorSelectionMessage selection:
                writer.Selection(selection);
                break;
            case Status.Success success:
                writer.Object(success.Status);
                break;
            case Status.Failure failure:
                writer.Exception(failure.Cause);
                writer.Object(failure.State);
                break;
            case Address address:
                writer.Text(address.ToString());
                break;
            case PoisonPill or Kill or Done:
                break;
            default:
                throw new ArgumentException($"Cannot serialize object of type [{obj?.GetType()}]", nameof(obj));
        }
        return writer.ToArray();
    }

    public override object FromBinary(byte[] bytes, string manifest)
    {
        try
        {
            using var reader = new NestedReader(system.Serialization, bytes);
            return manifest switch
            {
                "ID" => new Identify(reader.Object()),
                "AID" => new ActorIdentity(reader.Object(), reader.ActorRef()),
                "AR" => reader.ActorRef(),
                "PP" => PoisonPill.Instance,
                "K" => Kill.Instance,
                "SEL" => reader.Selection(),
                "SS" => new Status.Success(reader.Object()),
                "SF" => new Status.Failure(reader.Exception(), reader.Object()),
                "DN" => Done.Instance,
                "AD" => Address.Parse(reader.Text()),
                _ => throw new SerializationException($"Unimplemented deserialization of message with manifest [{manifest}]"),
            };
        }
        catch (Exception cause) when (cause is IOException or FormatException or ArgumentException)
        {
            throw new SerializationException($"Malformed message with manifest [{manifest}]", cause);
        }
    }
}

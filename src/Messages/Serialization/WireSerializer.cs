using Akka.Actor;
using Akka.Serialization;

namespace ActorDownloader.Messages.Serialization;

/// <summary>
/// Hands <see cref="IWireMessage"/>s to <see cref="WireFormat"/>. Named in hocon/reference.conf and made by the actor system.
/// Safe for all threads.
/// </summary>
internal sealed class WireSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    /// <summary>Goes over the wire with each message: part of the contract, not of the configuration. 0 to 40 are Akka.NET's.</summary>
    public override int Identifier => 1907;

    public override string Manifest(object o) => Manifests.Of(o);

    public override byte[] ToBinary(object obj) => WireFormat.Encode(obj);

    public override object FromBinary(byte[] bytes, string manifest) => WireFormat.Decode(bytes, manifest);
}

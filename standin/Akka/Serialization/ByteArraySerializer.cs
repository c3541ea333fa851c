using Akka.Actor;

namespace Akka.Serialization;

/// <summary>Passes byte arrays through.</summary>
public class ByteArraySerializer(ExtendedActorSystem system) : Serializer(system)
{
    public override int Identifier => 4;

    public override bool IncludeManifest => false;

    public override byte[] ToBinary(object obj) => obj as byte[]
        ?? throw new ArgumentException($"{nameof(ByteArraySerializer)} only serializes byte arrays, not [{obj}]", nameof(obj));

    public override object FromBinary(byte[] bytes, Type type) => bytes;
}

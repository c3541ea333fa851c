using Akka.Actor;
using Akka.Serialization;

namespace Akka.Contract.Remoting;

/// <summary>A serializer that only one of two systems knows.</summary>
public sealed class ForeignSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    /// <inheritdoc/>
    public override int Identifier => 7_002;

    /// <inheritdoc/>
    public override string Manifest(object o) => "F";

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj) => [1];

    /// <inheritdoc/>
    public override object FromBinary(byte[] bytes, string manifest) => new Foreign();

    /// <summary>What it carries.</summary>
    public sealed record Foreign;
}

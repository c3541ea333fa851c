using Akka.Actor;

namespace Akka.Serialization;

/// <summary>A serializer that names types in its own way, so that they can be moved and renamed.</summary>
public abstract class SerializerWithStringManifest : Serializer
{
    protected SerializerWithStringManifest(ExtendedActorSystem system)
        : base(system)
    {
    }

    public sealed override bool IncludeManifest => true;

    public sealed override object FromBinary(byte[] bytes, Type type) => FromBinary(bytes, TypeManifest.Of(type));

    /// <summary>Reads an object. For a manifest it does not know it throws.</summary>
    public abstract object FromBinary(byte[] bytes, string manifest);

    /// <summary>The name by which the object's type crosses the wire.</summary>
    public abstract string Manifest(object o);
}

using Akka.Actor;

namespace Akka.Serialization;

/// <summary>Turns objects into bytes and back. Thread-safe; made once for each actor system, by a constructor that takes it.</summary>
public abstract class Serializer
{
    /// <summary>The system whose actors are serialized.</summary>
    protected readonly ExtendedActorSystem system;

    private int? _identifier;

    protected Serializer(ExtendedActorSystem system)
    {
        this.system = system;
    }

    /// <summary>
    /// Unique number by which other systems know the serializer; 0 to 40 are taken. Unless overridden, from
    /// <c>akka.actor.serialization-identifiers</c>.
    /// </summary>
    public virtual int Identifier => _identifier ??= SerializerIdentifiers.FromConfig(GetType(), system.Settings.Config);

    /// <summary>Whether the name of the type is needed to read the bytes.</summary>
    public abstract bool IncludeManifest { get; }

    public abstract byte[] ToBinary(object obj);

    public abstract object FromBinary(byte[] bytes, Type type);

    public T FromBinary<T>(byte[] bytes) => (T)FromBinary(bytes, typeof(T));
}

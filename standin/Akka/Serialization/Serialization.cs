using System.Collections.Concurrent;
using System.Runtime.Serialization;
using Akka.Actor;

namespace Akka.Serialization;

/// <summary>
/// Finds the serializer for an object: the one bound to its class, or else to the most specific base class or interface. There is no
/// serializer for everything: what is bound to none cannot be serialized. Thread-safe.
/// </summary>
public class Serialization
{
    [ThreadStatic]
    internal static Information CurrentTransportInformation;

    private readonly SerializerRegistry _registry;
    private readonly ConcurrentDictionary<Type, Serializer> _found = new();

    public Serialization(ExtendedActorSystem system)
    {
        System = system;
        _registry = new SerializerRegistry(system);
    }

    public ExtendedActorSystem System { get; }

    /// <summary>What names the type of a message for its serializer; empty if that needs nothing.</summary>
    public static string ManifestFor(Serializer s, object msg) => s switch
    {
        SerializerWithStringManifest named => named.Manifest(msg),
        { IncludeManifest: true } => TypeManifest.Of(msg.GetType()),
        _ => "",
    };

    /// <summary>For which system this thread is serializing.</summary>
    /// <exception cref="InvalidOperationException">It is not.</exception>
    public static Information GetCurrentTransportInformation() => CurrentTransportInformation
        ?? throw new InvalidOperationException("CurrentTransportInformation is not set. Use Serialization.WithTransport<T>.");

    /// <summary>Runs an action in which actor references are serialized with the address of <paramref name="system"/>.</summary>
    public static T WithTransport<T>(ExtendedActorSystem system, Func<T> action) =>
        WithTransport(system, action, static action => action());

    /// <inheritdoc cref="WithTransport{T}(ExtendedActorSystem, Func{T})"/>
    public static T WithTransport<TState, T>(ExtendedActorSystem system, TState state, Func<TState, T> action)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(action);
        var outer = CurrentTransportInformation;
        CurrentTransportInformation = system.Provider.SerializationInformation;
        try
        {
            return action(state);
        }
        finally
        {
            CurrentTransportInformation = outer;
        }
    }

    /// <summary>A reference as text that other systems can resolve; empty for none.</summary>
    public static string SerializedActorPath(IActorRef actorRef)
    {
        if (actorRef is null)
            return "";
        var address = CurrentTransportInformation?.Address ?? (actorRef as LocalActorRef)?.Provider.DefaultAddress;
        return address is null ? actorRef.Path.ToSerializationFormat() : actorRef.Path.ToSerializationFormatWithAddress(address);
    }

    /// <summary>Binds a class or interface to a serializer, in place of what it was bound to.</summary>
    public void AddSerializationMap(Type type, Serializer serializer)
    {
        _registry.Bind(type, serializer);
        _found.Clear();
    }

    public void AddSerializer(string name, Serializer serializer) => _registry.Add(name, serializer);

    /// <exception cref="SerializationException">The type is bound to no serializer.</exception>
    public Serializer FindSerializerFor(object obj, string defaultSerializerName = null) =>
        obj is null ? _registry.ByName("null") : FindSerializerForType(obj.GetType(), defaultSerializerName);

    /// <exception cref="SerializationException">The type is bound to no serializer.</exception>
    public Serializer FindSerializerForType(Type objectType, string defaultSerializerName = null)
    {
        ArgumentNullException.ThrowIfNull(objectType);
        if (_found.TryGetValue(objectType, out var known))
            return known;
        var serializer = _registry.MostSpecificFor(objectType)
            ?? (defaultSerializerName is null ? null : _registry.ByName(defaultSerializerName))
            ?? throw new SerializationException($"Serializer not found for type {objectType.Name}");
        _found[objectType] = serializer;
        return serializer;
    }

    /// <exception cref="SerializationException">The type is bound to no serializer.</exception>
    public byte[] Serialize(object o)
    {
        var serializer = FindSerializerFor(o);
        return InTransport((serializer, o), static pair => pair.serializer.ToBinary(pair.o));
    }

    /// <exception cref="SerializationException">There is no such serializer, or it cannot read the bytes.</exception>
    public object Deserialize(byte[] bytes, int serializerId, Type type)
    {
        var serializer = ById(serializerId, type?.Name);
        return InTransport((serializer, bytes, type), static call => call.serializer.FromBinary(call.bytes, call.type));
    }

    /// <exception cref="SerializationException">There is no such serializer or manifest, or the bytes cannot be read.</exception>
    public object Deserialize(byte[] bytes, int serializerId, string manifest)
    {
        var serializer = ById(serializerId, manifest);
        if (serializer is SerializerWithStringManifest named)
            return InTransport((named, bytes, manifest), static call => call.named.FromBinary(call.bytes, call.manifest));
        var type = string.IsNullOrEmpty(manifest) ? null : TypeNamed(manifest, serializer);
        return InTransport((serializer, bytes, type), static call => call.serializer.FromBinary(call.bytes, call.type));
    }

    public IActorRef DeserializeActorRef(string path) => System.Provider.ResolveActorRef(path);

    internal Serializer GetSerializerById(int serializerId) => ById(serializerId, null);

    /// <summary>The object as another system would see it.</summary>
    internal object Copy(object message)
    {
        var serializer = FindSerializerFor(message);
        var bytes = InTransport((serializer, message), static pair => pair.serializer.ToBinary(pair.message));
        return Deserialize(bytes, serializer.Identifier, ManifestFor(serializer, message));
    }

    // Set already while a message to another system is written: then references inside it need that system's view.
    private T InTransport<TState, T>(TState state, Func<TState, T> action) =>
        CurrentTransportInformation is not null ? action(state) : WithTransport(System, state, action);

    private Serializer ById(int identifier, string manifest) => _registry.ById(identifier) ?? throw new SerializationException(
        $"Cannot find serializer with id [{identifier}] (manifest [{manifest}]). The most probable reason is that the configuration " +
        "entry 'akka.actor.serializers' is not in sync between the two systems.");

    // The name comes from outside: it may lead to a type that is bound to this very serializer, and to no other.
    private Type TypeNamed(string manifest, Serializer serializer)
    {
        var type = Type.GetType(manifest, throwOnError: false);
        return type is not null && ReferenceEquals(_registry.MostSpecificFor(type), serializer)
            ? type
            : throw new SerializationException(
                $"Cannot find manifest class [{manifest}] for serializer with id [{serializer.Identifier}].");
    }
}

using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Serialization;

/// <summary>The serializers of a system by name and number, and the types bound to them. Thread-safe.</summary>
internal sealed class SerializerRegistry
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Serializer> _byName = [];
    private readonly Dictionary<int, Serializer> _byId = [];
    private readonly Dictionary<Type, Serializer> _bindings = [];

    public SerializerRegistry(ExtendedActorSystem system)
    {
        AddBuiltIn(system);
        var config = system.Settings.Config;
        foreach (var (name, typeName) in Entries(config, "akka.actor.serializers"))
        {
            if (Type.GetType(typeName) is not { } type)
                Warn(system, "The type name for serializer '{0}' did not resolve to an actual Type: '{1}'", name, typeName);
            else
                Add(name, (Serializer)Activator.CreateInstance(type, system));
        }
        foreach (var (typeName, name) in Entries(config, "akka.actor.serialization-bindings"))
        {
            if (Type.GetType(typeName) is not { } type)
                Warn(system, "The type name for message/serializer binding '{0}' did not resolve to an actual Type: '{1}'", name, typeName);
            else if (ByName(name) is not { } serializer)
                Warn(system, "Serialization binding to non existing serializer: '{0}' for '{1}'", name, typeName);
            else
                Bind(type, serializer);
        }
    }

    public Serializer ByName(string name)
    {
        lock (_lock)
            return _byName.GetValueOrDefault(name);
    }

    public Serializer ById(int identifier)
    {
        lock (_lock)
            return _byId.GetValueOrDefault(identifier);
    }

    public void Add(string name, Serializer serializer)
    {
        lock (_lock)
        {
            _byName[name] = serializer;
            _byId[serializer.Identifier] = serializer;
        }
    }

    public void Bind(Type type, Serializer serializer)
    {
        lock (_lock)
            _bindings[type] = serializer;
    }

    /// <summary>
    /// The serializer bound to the type, or to what it derives from and nothing else bound derives from in turn; null if none is.
    /// </summary>
    public Serializer MostSpecificFor(Type type)
    {
        lock (_lock)
        {
            Type best = null;
            foreach (var candidate in _bindings.Keys)
            {
                if (candidate.IsAssignableFrom(type) && (best is null || best.IsAssignableFrom(candidate)))
                    best = candidate;
            }
            return best is null ? null : _bindings[best];
        }
    }

    private static void Warn(ActorSystem system, string format, string name, string typeName) =>
        system.Log.Warning(format, name, typeName);

    private static IEnumerable<(string Key, string Value)> Entries(Config config, string section) =>
        config.GetConfig(section)?.AsEnumerable().Select(entry => (entry.Key, entry.Value.GetString())) ?? [];

    private void AddBuiltIn(ExtendedActorSystem system)
    {
        Add("null", new NullSerializer(system));
        var bytes = new ByteArraySerializer(system);
        Add("bytes", bytes);
        Bind(typeof(byte[]), bytes);
        var primitive = new PrimitiveSerializers(system);
        Add("primitive", primitive);
        foreach (var type in PrimitiveSerializers.Types)
            Bind(type, primitive);
        var misc = new MiscMessageSerializer(system);
        Add("akka-misc", misc);
        foreach (var type in MiscMessageSerializer.Types)
            Bind(type, misc);
    }
}

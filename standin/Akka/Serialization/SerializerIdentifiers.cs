using Akka.Configuration;

namespace Akka.Serialization;

/// <summary>Reads <c>akka.actor.serialization-identifiers</c>.</summary>
internal static class SerializerIdentifiers
{
    private const string Section = "akka.actor.serialization-identifiers";

    public static int FromConfig(Type type, Config config)
    {
        foreach (var (typeName, identifier) in config.GetConfig(Section)?.AsEnumerable() ?? [])
        {
            if (Type.GetType(typeName) == type)
                return identifier.GetInt();
        }
        throw new ArgumentException($"Couldn't find serializer id for [{type}] under [{Section}] HOCON path", nameof(type));
    }
}

namespace Akka.Serialization;

/// <summary>The name of a type with that of its assembly, without version.</summary>
internal static class TypeManifest
{
    public static string Of(Type type) => $"{type.FullName}, {type.Assembly.GetName().Name}";
}

using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ActorDownloader.Cli.AkkaUse;

/// <summary>What an assembly mentions of Akka.NET's, read from its metadata: no code of it is loaded.</summary>
internal static class AkkaReferences
{
    /// <summary>Types by name, members with the types of their parameters, methods that are overridden.</summary>
    public static List<string> Of(string assemblyFile)
    {
        using var file = new PEReader(File.OpenRead(assemblyFile));
        var metadata = file.GetMetadataReader();
        return [.. Types(metadata), .. Members(metadata), .. Overrides(metadata)];
    }

    private static IEnumerable<string> Types(MetadataReader metadata) =>
        metadata.TypeReferences.Where(type => IsAkkas(metadata, type)).Select(type => MetadataNames.Of(metadata, type));

    private static IEnumerable<string> Members(MetadataReader metadata)
    {
        var names = new MetadataNames();
        foreach (var member in metadata.MemberReferences.Select(metadata.GetMemberReference))
        {
            var type = member.Parent.Kind switch
            {
                HandleKind.TypeReference => (TypeReferenceHandle)member.Parent,
                HandleKind.TypeSpecification => names.GenericTypeOf(metadata, (TypeSpecificationHandle)member.Parent),
                _ => default,
            };
            if (!type.IsNil && IsAkkas(metadata, type))
            {
                // How many of the overloads for one argument, two, three there are for logging depends on Akka.NET's version.
                var name = MetadataNames.Of(metadata, type);
                var parameters = member.GetKind() is MemberReferenceKind.Method && name != "Akka.Event.LoggingExtensions"
                    ? $"({string.Join(", ", member.DecodeMethodSignature(names, null).ParameterTypes)})"
                    : "";
                yield return $"{name}.{metadata.GetString(member.Name)}{parameters}";
            }
        }
    }

    private static IEnumerable<string> Overrides(MetadataReader metadata) =>
        from type in metadata.TypeDefinitions.Select(metadata.GetTypeDefinition)
        where type.BaseType.Kind is HandleKind.TypeReference && IsAkkas(metadata, (TypeReferenceHandle)type.BaseType)
        from method in type.GetMethods().Select(metadata.GetMethodDefinition)
        where method.Attributes.HasFlag(MethodAttributes.Virtual) && !method.Attributes.HasFlag(MethodAttributes.NewSlot)
        select $"{MetadataNames.Of(metadata, (TypeReferenceHandle)type.BaseType)}.{metadata.GetString(method.Name)} overridden";

    private static bool IsAkkas(MetadataReader metadata, TypeReferenceHandle type)
    {
        var scope = metadata.GetTypeReference(type).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => IsAkkas(metadata, (TypeReferenceHandle)scope),
            HandleKind.AssemblyReference =>
                metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)scope).Name) is "Akka" or "Akka.Remote",
            _ => false,
        };
    }
}

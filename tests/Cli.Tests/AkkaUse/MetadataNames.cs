using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace ActorDownloader.Cli.AkkaUse;

/// <summary>Types as text: those of Akka.NET in full, others by their name alone.</summary>
internal sealed class MetadataNames : ISignatureTypeProvider<string, object?>
{
    private TypeReferenceHandle _generic;

    public static string Of(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        var name = metadata.GetString(type.Name);
        return type.ResolutionScope.Kind is HandleKind.TypeReference ? $"{Of(metadata, (TypeReferenceHandle)type.ResolutionScope)}.{name}"
            : metadata.GetString(type.Namespace) is { Length: > 0 } space
                && space.StartsWith("Akka", StringComparison.Ordinal) ? $"{space}.{name}"
            : name;
    }

    /// <summary>The type whose instantiation this is; nil where it is none of another assembly.</summary>
    public TypeReferenceHandle GenericTypeOf(MetadataReader metadata, TypeSpecificationHandle handle)
    {
        _generic = default;
        metadata.GetTypeSpecification(handle).DecodeSignature(this, null);
        return _generic;
    }

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        // The first type of a signature is the generic one; its arguments follow.
        _generic = _generic.IsNil ? handle : _generic;
        return Of(reader, handle);
    }

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        reader.GetString(reader.GetTypeDefinition(handle).Name);

    public string GetTypeFromSpecification(
        MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) =>
        $"{genericType.Split('`')[0]}<{string.Join(", ", typeArguments)}>";

    public string GetArrayType(string elementType, ArrayShape shape) => $"{elementType}[{new string(',', shape.Rank - 1)}]";

    public string GetSZArrayType(string elementType) => $"{elementType}[]";

    public string GetByReferenceType(string elementType) => $"ref {elementType}";

    public string GetPointerType(string elementType) => $"{elementType}*";

    public string GetPinnedType(string elementType) => elementType;

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

    public string GetFunctionPointerType(MethodSignature<string> signature) => "delegate*";

    public string GetGenericMethodParameter(object? genericContext, int index) => $"!!{index}";

    public string GetGenericTypeParameter(object? genericContext, int index) => $"!{index}";

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();
}

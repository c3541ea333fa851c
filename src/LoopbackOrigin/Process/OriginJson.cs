using System.Text.Json.Serialization;

namespace ActorDownloader.LoopbackOrigin.Process;

/// <summary>The process's JSON. A member that does not exist is an error: it is a misspelt fault that would never happen.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(OriginSetup))]
[JsonSerializable(typeof(OriginChange))]
[JsonSerializable(typeof(OriginReport))]
internal sealed partial class OriginJson : JsonSerializerContext;

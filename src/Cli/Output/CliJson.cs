using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ActorDownloader.Cli.Demo;

namespace ActorDownloader.Cli.Output;

/// <summary>How messages become JSON: camel case, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(CompletedMessage))]
[JsonSerializable(typeof(FailedMessage))]
[JsonSerializable(typeof(CancelledMessage))]
[JsonSerializable(typeof(DemoMessage))]
internal sealed partial class CliJson : JsonSerializerContext
{
    /// <summary>Quotes and letters of all languages stay readable; what could end a line is escaped all the same.</summary>
    public static CliJson Instance { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}

using System.Text.Json.Serialization;

namespace ActorDownloader.Cli.Output;

/// <summary>Something the program has to say, for a person and for a program. The JSON form is a contract: properties are added, never changed.</summary>
internal abstract record CliMessage
{
    /// <summary>What happened; tells the kinds of message apart.</summary>
    [JsonPropertyOrder(-1)]
    public abstract string Event { get; }

    /// <summary>One line for a person.</summary>
    public abstract string ToText();

    /// <summary>One JSON object, without a line end.</summary>
    public abstract byte[] ToJson();
}

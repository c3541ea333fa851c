namespace ActorDownloader.Cli.Output;

/// <summary>
/// Something the program has to say, for a person and for a program. The JSON form is a contract: properties are added, never changed.
/// </summary>
internal abstract record CliMessage
{
    /// <summary>What happened; tells the kinds of message apart, and comes first.</summary>
    public abstract string Event { get; }

    /// <summary>For a person.</summary>
    public abstract IReadOnlyList<string> ToLines();

    /// <summary>One JSON object, without a line end.</summary>
    public abstract byte[] ToJson();
}

using System.Text.Json;
using System.Text.Json.Serialization;
using ActorDownloader.Cli.Values;

namespace ActorDownloader.Cli.Output;

/// <summary>A download that a signal ended.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The key.</param>
/// <param name="Path">The full path of the file that is not there.</param>
/// <param name="Signal">The signal's name.</param>
/// <param name="CleanedUp">Whether everything that was written has been removed, or kept as it was asked.</param>
/// <param name="KeptBytes">Bytes that the same command goes on from; not there without any.</param>
internal sealed record CancelledMessage(
    string Bucket,
    string Key,
    string Path,
    string Signal,
    bool CleanedUp,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long KeptBytes = 0) : CliMessage
{
    [JsonPropertyOrder(-1)]
    public override string Event => "cancelled";

    public override IReadOnlyList<string> ToLines() =>
    [
        KeptBytes > 0
            ? $"Cancelled by {Signal}; {SizeText.Of(KeptBytes)} are kept, and the same command goes on from there. "
                + $"(s3://{Bucket}/{Key} to {Path})"
            : CleanedUp
            ? $"Cancelled by {Signal}; nothing was left behind. (s3://{Bucket}/{Key} to {Path})"
            : $"Cancelled by {Signal}, but cleaning up did not end in time: a temporary file may be left beside {Path}. "
                + $"(s3://{Bucket}/{Key})",
    ];

    public override byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, CliJson.Instance.CancelledMessage);
}

using System.Text.Json;
using System.Text.Json.Serialization;
using ActorDownloader.Cli.Values;

namespace ActorDownloader.Cli.Output;

/// <summary>A download that failed.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The key.</param>
/// <param name="Path">The full path of the file that is not there.</param>
/// <param name="Error">Why.</param>
/// <param name="KeptBytes">Bytes that the same command goes on from; not there without any.</param>
internal sealed record FailedMessage(
    string Bucket,
    string Key,
    string Path,
    FailureDetail Error,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long KeptBytes = 0) : CliMessage
{
    [JsonPropertyOrder(-1)]
    public override string Event => "failed";

    public static FailedMessage Of(DownloadRequest request, Exception cause, long keptBytes = 0) =>
        new(request.Bucket, request.Key, System.IO.Path.GetFullPath(request.Path), FailureDetail.Of(cause), keptBytes);

    public override IReadOnlyList<string> ToLines()
    {
        var status = Error.Status is { } number ? $", HTTP {number}" : "";
        var request = Error.RequestId is { } id ? $", request {id}" : "";
        var failure = $"{Error.Message} [{Error.Type}{status}{request}]";
        return KeptBytes > 0 ? [failure, $"{SizeText.Of(KeptBytes)} are kept, and the same command goes on from there."] : [failure];
    }

    public override byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, CliJson.Instance.FailedMessage);
}

/// <summary>Why a download failed.</summary>
/// <param name="Type">The name of the <see cref="DownloadErrorKind"/>.</param>
/// <param name="Message">For a person; names bucket, key and path.</param>
/// <param name="Status">The HTTP status of the answer that failed it; not there where no answer did.</param>
/// <param name="Code">S3's error code; not there without one.</param>
/// <param name="RequestId">The origin's id of the request; not there without one.</param>
internal sealed record FailureDetail(
    string Type,
    string Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RequestId)
{
    public static FailureDetail Of(Exception cause) => cause is DownloadException e
        ? new(e.Kind.ToString(), e.Message, e.HttpStatus, e.ErrorCode, e.RequestId)
        : new(nameof(DownloadErrorKind.Internal), $"{cause.GetType().FullName}: {cause.Message}", null, null, null);
}

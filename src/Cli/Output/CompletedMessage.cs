using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ActorDownloader.Cli.Values;

namespace ActorDownloader.Cli.Output;

/// <summary>A download that brought its file.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The key.</param>
/// <param name="Path">The file's full path.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Etag">The object's ETag, quotes included; null where the origin gives none.</param>
/// <param name="VersionId">The object's version; not there without one.</param>
/// <param name="Seconds">From the start of the download to the file.</param>
/// <param name="Requests">Requests sent to the origin.</param>
/// <param name="Retries">How many of them repeated an earlier one.</param>
/// <param name="Validated">The checksum that was compared; null where none could be.</param>
/// <param name="Validation">Why nothing could be compared; null where something was.</param>
/// <param name="Workers">Which process fetched how much.</param>
/// <param name="ResumedBytes">Bytes that an earlier run had brought; not there without any.</param>
/// <param name="Resumption">
/// Why what an earlier run had brought was not used, or not all of it; not there where there is nothing to say.
/// </param>
/// <param name="Restarts">
/// How often all was fetched anew, for a wrong checksum or an overwritten object; not there where it was not.
/// </param>
/// <param name="Hedges">How many slow chunks were fetched a second time; not there where none was.</param>
/// <param name="HedgedBytes">How many bytes came twice for it; not there where none did.</param>
/// <param name="DamagedChunks">Chunks, counted from 0, that had come wrong and were fetched again; not there where none was.</param>
internal sealed record CompletedMessage(
    string Bucket,
    string Key,
    string Path,
    long Bytes,
    string? Etag,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? VersionId,
    double Seconds,
    int Requests,
    int Retries,
    string? Validated,
    string? Validation,
    ImmutableArray<WorkerPart> Workers,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long ResumedBytes = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Resumption = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Restarts = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Hedges = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long HedgedBytes = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<int>? DamagedChunks = null) : CliMessage
{
    [JsonPropertyOrder(-1)]
    public override string Event => "completed";

    public static CompletedMessage Of(DownloadRequest request, DownloadResult result) => new(
        request.Bucket,
        request.Key,
        System.IO.Path.GetFullPath(request.Path),
        result.Bytes,
        result.ETag,
        result.VersionId,
        Math.Round(result.Elapsed.TotalSeconds, 3),
        result.Requests,
        result.Retries,
        result.Validation.Algorithm,
        result.Validation.Reason,
        [.. result.Workers.Select(worker => new WorkerPart(worker.ProcessId, worker.Host, worker.Bytes))],
        result.Resumption.BytesReused,
        result.Resumption.Reason,
        result.Restarts,
        result.Hedges,
        result.HedgedBytes,
        result.DamagedChunks.IsEmpty ? null : result.DamagedChunks);

    public override IReadOnlyList<string> ToLines()
    {
        var rate = Seconds > 0 ? $" ({SizeText.Of((Bytes - ResumedBytes) / Seconds)}/s)" : "";
        var validation = Validated is null ? $"not validated: {Validation}" : $"{Validated} validated";
        var restarts = Restarts > 0 ? $", begun anew {Count(Restarts, "time", "times")}" : "";
        var damaged = DamagedChunks is { } chunks
            ? $", {Count(chunks.Length, "chunk", "chunks")} wrong at first ({string.Join(", ", chunks)})"
            : "";
        var hedges = Hedges > 0 ? $", {Count(Hedges, "slow chunk", "slow chunks")} fetched twice" : "";
        var resumed = ResumedBytes > 0 ? $", {SizeText.Of(ResumedBytes)} of it from an earlier run" : "";
        string[] lines =
        [
            string.Create(
                CultureInfo.InvariantCulture,
                $"s3://{Bucket}/{Key} to {Path}: {SizeText.Of(Bytes)}{resumed} in {Seconds:0.##} "
                    + $"s{rate}, {Count(Requests, "request", "requests")}, {Count(Retries, "retry", "retries")}, {Count(Workers.Length, "worker", "workers")}{hedges}{restarts}{damaged}, {validation}"),
        ];
        return (ResumedBytes, Resumption) switch
        {
            (_, null) => lines,
            (0, var reason) => [$"Begun anew. {reason}", .. lines],
            (_, var reason) => [$"Resumed. {reason}", .. lines],
        };
    }

    public override byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, CliJson.Instance.CompletedMessage);

    private static string Count(int count, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");
}

/// <summary>A worker process's part.</summary>
/// <param name="Pid">Its id on its host.</param>
/// <param name="Host">The host's name.</param>
/// <param name="Bytes">Bytes of the object that it fetched.</param>
internal sealed record WorkerPart(int Pid, string Host, long Bytes);

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ActorDownloader.Cli.Output;
using ActorDownloader.Cli.Values;

namespace ActorDownloader.Cli.Demo;

/// <summary>What the demo showed.</summary>
/// <param name="Bytes">The object's length.</param>
/// <param name="Seconds">The download's time.</param>
/// <param name="Requests">Requests sent to the origin.</param>
/// <param name="Retries">How many of them repeated an earlier one.</param>
/// <param name="Validated">The checksum that the engine compared; null where it compared none.</param>
/// <param name="KilledPid">The worker process that was killed; null if the download was over before.</param>
/// <param name="KilledAtBytes">How far the download was then.</param>
/// <param name="Workers">Which process fetched how much.</param>
/// <param name="DiffersAt">The offset of the first byte of the file that is not the object's; null where they are identical.</param>
/// <param name="Path">The file, if it is kept.</param>
internal sealed record DemoMessage(
    long Bytes,
    double Seconds,
    int Requests,
    int Retries,
    string? Validated,
    int? KilledPid,
    long? KilledAtBytes,
    ImmutableArray<DemoWorker> Workers,
    long? DiffersAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Path) : CliMessage
{
    [JsonPropertyOrder(-1)]
    public override string Event => "demo";

    /// <summary>Whether the file has the object's bytes.</summary>
    public bool Identical => DiffersAt is null;

    /// <summary>Whether the demo shows what it is for: the right bytes, by several processes, one of which died.</summary>
    [JsonIgnore]
    public bool IsConvincing => Identical && KilledPid is not null && Workers.Count(worker => worker.Bytes > 0) >= 2;

    public static DemoMessage Of(DownloadResult result, Killing? killed, long? differsAt, string? path) => new(
        result.Bytes,
        Math.Round(result.Elapsed.TotalSeconds, 3),
        result.Requests,
        result.Retries,
        result.Validation.Algorithm,
        killed?.ProcessId,
        killed?.BytesDone,
        [.. result.Workers.Select(worker => new DemoWorker(worker.ProcessId, worker.Host, worker.Bytes, RoleOf(worker.ProcessId, killed)))],
        differsAt,
        path);

    public override IReadOnlyList<string> ToLines() =>
    [
        Line($"{SizeText.Of(Bytes)} in {Seconds:0.##} s: {Requests} requests, {Retries} of them again; {Proven}"),
        .. Workers.Select(worker => Line($"  worker process {worker.Pid,-8} {SizeText.Of(worker.Bytes),10}{NoteOf(worker)}")),
        KilledPid is { } pid
            ? Line($"Process {pid} was killed at {SizeText.Of(KilledAtBytes ?? 0)}.")
            : "No process was killed: the download was over too soon.",
        DiffersAt is { } offset
            ? Line($"The file differs from the object at offset {offset}.")
            : $"The file is identical with the object{(Path is null ? "" : $": {Path}")}.",
    ];

    private string Proven => Validated is null ? "not validated" : $"{Validated} validated";

    public override byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, CliJson.Instance.DemoMessage);

    private static DemoRole RoleOf(int pid, Killing? killed) => killed switch
    {
        null => DemoRole.Worker,
        _ when killed.ProcessId == pid => DemoRole.Killed,
        _ when killed.Witnesses.Contains(pid) => DemoRole.Worker,
        _ => DemoRole.Replacement,
    };

    private static string NoteOf(DemoWorker worker) => worker.Role switch
    {
        DemoRole.Killed => "   killed half-way",
        DemoRole.Replacement => "   started in its place",
        _ => "",
    };

    private static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A worker process's part in the demo.</summary>
internal sealed record DemoWorker(int Pid, string Host, long Bytes, DemoRole Role);

/// <summary>What became of a worker process.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DemoRole>))]
internal enum DemoRole
{
    /// <summary>It worked.</summary>
    [JsonStringEnumMemberName("worker")]
    Worker = 0,

    /// <summary>It was killed half-way.</summary>
    [JsonStringEnumMemberName("killed")]
    Killed = 1,

    /// <summary>It was started after that.</summary>
    [JsonStringEnumMemberName("replacement")]
    Replacement = 2,
}

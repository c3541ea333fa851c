using ActorDownloader.Cli.Downloading;
using ActorDownloader.Cli.Values;

namespace ActorDownloader.Cli.Commands;

/// <summary>What <c>actordl get</c> was asked for. Null: not said.</summary>
internal sealed record GetArguments
{
    public required S3Uri Source { get; init; }
    public required string Destination { get; init; }
    public required OutputArguments Output { get; init; }
    public int? Workers { get; init; }
    public int? Slots { get; init; }
    public int? MaxConcurrency { get; init; }
    public long? Threshold { get; init; }
    public long? ChunkSize { get; init; }
    public long? ExpectedSize { get; init; }
    public string? VersionId { get; init; }
    public string? CustomerKeyFile { get; init; }
    public bool RequestPayer { get; init; }
    public string? ExpectedBucketOwner { get; init; }
    public ChecksumMode? ChecksumMode { get; init; }
    public bool NoResume { get; init; }
    public bool KeepPartial { get; init; }
    public bool ETagIsMd5 { get; init; }
    public int? RestartsOnChange { get; init; }
    public string? EndpointUrl { get; init; }
    public string? Region { get; init; }
    public string? Profile { get; init; }
    public bool PathStyle { get; init; }
    public bool NoSignRequest { get; init; }
    public string? ConfigFile { get; init; }

    /// <summary>
    /// The download, apart from who is told about its progress. Reads the key's file and looks whether the destination is a directory.
    /// </summary>
    /// <exception cref="UsageException">The file holds no key, or the destination names no file.</exception>
    public DownloadRequest ToRequest() => new(
        Source.Bucket, Source.Key, Values.Destination.Resolve(Destination, Source.Key, Directory.Exists))
    {
        VersionId = VersionId,
        ExpectedSize = ExpectedSize,
        SseCustomerKey = CustomerKeyFile is { } file ? Values.CustomerKeyFile.Read(file) : null,
        RequestPayer = RequestPayer,
        ExpectedBucketOwner = ExpectedBucketOwner,
        ChecksumMode = ChecksumMode,
        Resume = !NoResume,
        KeepPartial = KeepPartial,
        ETagIsMd5 = ETagIsMd5 ? true : null,
        RestartsOnChange = RestartsOnChange,
    };

    /// <summary>
    /// Whether workers may join that are started by hand. Else nobody is told the address, and the port is another one each time.
    /// </summary>
    public bool MayHaveGuests => Workers == 0 || ConfigFile is not null;

    /// <summary>The engine for it.</summary>
    /// <param name="config">The text of the configuration file; null without one.</param>
    public DownloaderOptions ToOptions(string? config) => new()
    {
        MultipartThreshold = Threshold,
        MultipartChunkSize = ChunkSize,
        MaxRequestProcesses = Workers,
        RequestSlots = Slots,
        MaxConcurrency = MaxConcurrency,
        Config = EngineLog.Overlay + config,
        S3 = new S3Options
        {
            Region = Region,
            EndpointUrl = EndpointUrl,
            Profile = Profile,
            PathStyle = PathStyle ? true : null,
            Anonymous = NoSignRequest ? true : null,
        },
    };
}

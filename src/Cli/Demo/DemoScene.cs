using System.Globalization;

namespace ActorDownloader.Cli.Demo;

/// <summary>What the demo downloads and how, such that a worker can die half-way at any size. Pure.</summary>
/// <param name="SizeBytes">The object's length.</param>
/// <param name="Workers">Worker processes.</param>
internal sealed record DemoScene(long SizeBytes, int Workers)
{
    /// <summary>Below this a chunk would be smaller than the engine's smallest.</summary>
    public const long MinSizeBytes = 64 * MinChunkBytes;

    public const string Bucket = "demo";
    public const string Key = "demo.bin";

    /// <summary>Requests in flight in each process: few, so that a death costs little and all processes get chunks.</summary>
    public const int Slots = 4;

    private const long MinChunkBytes = 64 * 1024;
    private const long MaxChunkBytes = 4 * 1024 * 1024;
    private const ulong Seed = 20_260_101;

    /// <summary>As fast as loopback allows it would be over before the second worker is there.</summary>
    private const int Seconds = 4;

    /// <summary>At least 64 of them.</summary>
    public long ChunkBytes => Math.Clamp(SizeBytes / 64 / MinChunkBytes * MinChunkBytes, MinChunkBytes, MaxChunkBytes);

    public long BytesPerSecond => SizeBytes / Seconds;

    /// <summary>The origin's set-up: a line of JSON.</summary>
    public string OriginSetup => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""{"objects":[{"bucket":"{{{Bucket}}}","key":"{{{Key}}}","length":{{{SizeBytes}}},"seed":{{{Seed}}},"checksums":["CRC64NVME"]}],"traffic":{"totalBytesPerSecond":{{{BytesPerSecond}}}}}""");

    public DownloaderOptions OptionsFor(string originUrl, string config) => new()
    {
        MultipartThreshold = ChunkBytes,
        MultipartChunkSize = ChunkBytes,
        MaxRequestProcesses = Workers,
        RequestSlots = Slots,
        Config = config,
        S3 = new S3Options { EndpointUrl = originUrl, Region = "us-east-1", PathStyle = true, Anonymous = true },
    };
}

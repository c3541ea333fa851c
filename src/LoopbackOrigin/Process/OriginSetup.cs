using System.Text.Json.Serialization;

namespace ActorDownloader.LoopbackOrigin.Process;

/// <summary>What an origin is to be: how it starts, and what it then has.</summary>
internal sealed record OriginSetup : OriginChange
{
    public int Port { get; set; }

    public bool Tls { get; set; }

    public string Region { get; set; } = new S3LoopbackOriginOptions().Region;

    public ulong Seed { get; set; }

    /// <summary>The options that this amounts to. A process keeps no log of requests: nobody could read it.</summary>
    [JsonIgnore]
    public S3LoopbackOriginOptions Options => new() { Port = Port, Tls = Tls, Region = Region, Seed = Seed, RequestLogCapacity = 0 };
}

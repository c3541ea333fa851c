using ActorDownloader.LoopbackOrigin.Traffic;

namespace ActorDownloader.LoopbackOrigin;

/// <summary>How an origin starts.</summary>
public sealed record S3LoopbackOriginOptions
{
    /// <summary>The TCP port on 127.0.0.1; 0 lets the system choose one that is free.</summary>
    public int Port { get; init; }

    /// <summary>Speak https, with a certificate for <c>localhost</c> and 127.0.0.1 made for this origin alone.</summary>
    public bool Tls { get; init; }

    /// <summary>The region that signatures must name.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>Rates and limits to begin with.</summary>
    public TrafficShape Traffic { get; init; } = new();

    /// <summary>Decides which requests a fault of some probability hits.</summary>
    public ulong Seed { get; init; }

    /// <summary>How many requests the log keeps, the latest; 0 for none, which saves their memory in a bench.</summary>
    public int RequestLogCapacity { get; init; } = 100_000;

    /// <summary>Clock and timers. Signatures are judged by it, delays and rates follow it.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

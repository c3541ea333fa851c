namespace ActorDownloader.LoopbackOrigin.Traffic;

/// <summary>What the origin gives and where it draws the line. What is not set is not limited.</summary>
public sealed record TrafficShape
{
    /// <summary>The rate of each connection's bodies; S3 gives about 25 MB/s in practice.</summary>
    public long? BytesPerSecondPerConnection { get; init; }

    /// <summary>The rate of all bodies together.</summary>
    public long? TotalBytesPerSecond { get; init; }

    /// <summary>From the request to the first byte of the answer.</summary>
    public TimeSpan FirstByteLatency { get; init; }

    /// <summary>How many connections may be open; what happens to one too many is <see cref="Excess"/>'s to say.</summary>
    public int? MaxConnections { get; init; }

    /// <summary>How many requests may run at once; further ones get 503 <c>SlowDown</c>.</summary>
    public int? MaxConcurrentRequests { get; init; }

    /// <summary>
    /// How many requests may begin in a second, with <see cref="RequestBurst"/>'s worth at once; further ones get 503 <c>SlowDown</c>.
    /// </summary>
    public int? MaxRequestsPerSecond { get; init; }

    /// <summary>How much time's worth of requests may begin at once after a pause; a tenth of a second's where it is not set.</summary>
    public TimeSpan? RequestBurst { get; init; }

    /// <summary>What a connection beyond <see cref="MaxConnections"/> meets.</summary>
    public ExcessConnection Excess { get; init; }
}

/// <summary>What a connection beyond the limit meets.</summary>
public enum ExcessConnection
{
    /// <summary>A TCP reset.</summary>
    Reset,

    /// <summary>503 <c>SlowDown</c> to its first request, then its end.</summary>
    SlowDown,

    /// <summary>429 <c>TooManyRequests</c> to its first request, then its end.</summary>
    TooManyRequests,
}

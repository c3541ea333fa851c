namespace ActorDownloader.WorkerNode.Fetching;

/// <summary>How a worker talks to origins: <c>actor-downloader.worker.http</c>.</summary>
/// <param name="UserAgent">The <c>User-Agent</c> of every request.</param>
/// <param name="ConnectTimeout">Limit for making a connection, TLS included.</param>
/// <param name="ConnectionLifetime">Age at which a connection is not used again.</param>
/// <param name="ConnectionIdleTimeout">How long an unused connection is kept.</param>
/// <param name="UseProxy">Whether the environment's proxy variables count.</param>
/// <param name="BufferBytes">The size of the buffer that each body passes through.</param>
/// <param name="Pace">How slow an origin may be.</param>
internal sealed record HttpSettings(
    string UserAgent,
    TimeSpan ConnectTimeout,
    TimeSpan ConnectionLifetime,
    TimeSpan ConnectionIdleTimeout,
    bool UseProxy,
    int BufferBytes,
    PaceLimits Pace);

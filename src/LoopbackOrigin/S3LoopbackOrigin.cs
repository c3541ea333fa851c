using ActorDownloader.LoopbackOrigin.Faults;
using ActorDownloader.LoopbackOrigin.Objects;
using ActorDownloader.LoopbackOrigin.Requests;
using ActorDownloader.LoopbackOrigin.Server;
using ActorDownloader.LoopbackOrigin.Signing;
using ActorDownloader.LoopbackOrigin.Traffic;

namespace ActorDownloader.LoopbackOrigin;

/// <summary>
/// An S3-like server on 127.0.0.1 that does on demand what a real one does only in bad hours. It answers <c>GET</c> and <c>HEAD</c>
/// of objects and <c>ListObjectsV2</c>; objects, faults and traffic are set from the process that runs it, while requests run.
/// Safe for use by several threads.
/// </summary>
public sealed class S3LoopbackOrigin : IAsyncDisposable
{
    private readonly OriginState _state;
    private readonly OriginServer _server;

    private S3LoopbackOrigin(OriginState state, OriginServer server) => (_state, _server) = (state, server);

    /// <summary>
    /// The address: <c>http://127.0.0.1:PORT</c>, or <c>https</c>. Objects are at <c>/BUCKET/KEY</c>, and at <c>/KEY</c> of the host
    /// <c>BUCKET.localhost</c>.
    /// </summary>
    public Uri Uri => _server.Uri;

    /// <summary>The certificate to trust, in PEM; null without TLS.</summary>
    public string? CertificatePem => _server.CertificatePem;

    /// <summary>Buckets and objects.</summary>
    public BucketStore Objects => _state.Objects;

    /// <summary>What goes wrong.</summary>
    public FaultScript Faults => _state.Faults;

    /// <summary>The keys that requests must be signed with; none at first, and then no signature is asked for.</summary>
    public AccessKeys Keys => _state.Keys;

    /// <summary>What was asked for.</summary>
    public RequestLog Requests => _state.Requests;

    /// <summary>
    /// Rates and limits. A change holds for requests and connections that come later, and for the rate of bodies that are being sent.
    /// </summary>
    public TrafficShape Traffic
    {
        get => _state.Traffic;
        set => _state.Traffic = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>What goes on now.</summary>
    public TrafficGauges Gauges => _state.Meter.Read();

    /// <summary>Starts an origin without objects.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<S3LoopbackOrigin> StartAsync(
        S3LoopbackOriginOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new S3LoopbackOriginOptions();
        var state = new OriginState(options);
        return new(state, await OriginServer.StartAsync(options, state, cancellationToken));
    }

    /// <summary>Breaks all connections and stops. Another origin may take the port at once. A second call does nothing.</summary>
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}

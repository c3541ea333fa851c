namespace ActorDownloader.WorkerNode.Fetching;

/// <summary>The connections of a worker. Safe for all threads.</summary>
/// <param name="settings">How it talks to origins.</param>
/// <param name="connect">Makes the connections; null: over TCP.</param>
internal sealed class HttpConnections(
    HttpSettings settings, Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? connect = null) : IDisposable
{
    private readonly Lazy<HttpMessageInvoker> _unshared =
        new(() => HttpTransport.Create(settings with { ConnectionLifetime = TimeSpan.Zero }, connect));

    /// <summary>Those that one request after the other uses.</summary>
    public HttpMessageInvoker Pooled { get; } = HttpTransport.Create(settings, connect);

    /// <summary>
    /// One for each request: for what did not work on another. S3's advice for slow and failed requests is a new connection, which
    /// may lead to another of its hosts.
    /// </summary>
    public HttpMessageInvoker Unshared => _unshared.Value;

    public void Dispose()
    {
        Pooled.Dispose();
        if (_unshared.IsValueCreated)
        {
            _unshared.Value.Dispose();
        }
    }
}

namespace ActorDownloader.WorkerNode.Fetching;

/// <summary>The connections of a worker. Safe for all threads.</summary>
internal sealed class HttpConnections(HttpSettings settings) : IDisposable
{
    private readonly Lazy<HttpMessageInvoker> _unshared = new(() => HttpTransport.Create(settings with { ConnectionLifetime = TimeSpan.Zero }));

    /// <summary>Those that one request after the other uses.</summary>
    public HttpMessageInvoker Pooled { get; } = HttpTransport.Create(settings);

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

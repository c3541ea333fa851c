using System.Net;

namespace ActorDownloader.WorkerNode.Fetching;

/// <summary>
/// The connections of a worker: plain HTTP/1.1, with nothing done to a request or an answer that a lease did not ask for.
/// </summary>
internal static class HttpTransport
{
    /// <summary>
    /// An invoker to send with; safe for all threads. No HttpClient: it would add a timer and two allocations to each request.
    /// </summary>
    /// <param name="settings">How it talks to origins.</param>
    /// <param name="connect">Makes the connections; null: over TCP.</param>
    public static HttpMessageInvoker Create(
        HttpSettings settings, Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? connect = null) => new(
        new SocketsHttpHandler
        {
            ConnectCallback = connect,
            ConnectTimeout = settings.ConnectTimeout,
            PooledConnectionLifetime = settings.ConnectionLifetime,
            PooledConnectionIdleTimeout = settings.ConnectionIdleTimeout,
            UseProxy = settings.UseProxy,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            // Declining the rest of a body means closing: reading it to save the connection would cost more than a new one.
            MaxResponseDrainSize = 0,
            ResponseDrainTimeout = TimeSpan.Zero,
        },
        disposeHandler: true);
}

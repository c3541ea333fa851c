using System.Net.Sockets;
using System.Security.Authentication;
using ActorDownloader.Messages;

namespace ActorDownloader.WorkerNode.Fetching;

/// <summary>What an error on the way to the origin or back means. Pure.</summary>
internal static class OriginFault
{
    /// <summary>The failure to report for this error.</summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="phase">Before the headers a connection that ends was lost; after them the body was cut short.</param>
    public static FetchFailure Of(Exception error, FetchPhase phase) => error switch
    {
        // Not our token: the handler's own limit for making a connection.
        OperationCanceledException => new(FetchFailureKind.Connection, "No connection to the origin within the connect timeout."),
        HttpRequestException http => new(KindOf(http.HttpRequestError, phase), Told(http)),
        HttpIOException body => new(KindOf(body.HttpRequestError, phase), Told(body)),
        IOException or SocketException or AuthenticationException => new(FetchFailureKind.Connection, Told(error)),
        _ => new(FetchFailureKind.Unknown, $"{error.GetType().Name}: {Told(error)}"),
    };

    private static FetchFailureKind KindOf(HttpRequestError error, FetchPhase phase) => error switch
    {
        HttpRequestError.ResponseEnded => phase == FetchPhase.Receiving ? FetchFailureKind.Truncated : FetchFailureKind.Connection,
        HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError or HttpRequestError.ConfigurationLimitExceeded =>
            FetchFailureKind.InvalidAnswer,
        _ => FetchFailureKind.Connection,
    };

    // The cause is what helps ("The remote certificate was rejected"), the outer text alone often says only that there was one.
    private static string Told(Exception error) => PlainText.Of(
        error.InnerException is { } inner && !error.Message.Contains(inner.Message, StringComparison.Ordinal)
            ? $"{error.Message} {inner.Message}"
            : error.Message);
}

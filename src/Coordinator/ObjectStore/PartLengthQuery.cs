using System.Net;
using ActorDownloader.Messages;

namespace ActorDownloader.ObjectStore;

/// <summary>
/// The one question that the coordinator asks an origin itself: how long an object's first part is (<c>HEAD</c> with <c>partNumber=1</c>).
/// Nothing is set up before the first question. Safe for all threads.
/// </summary>
/// <param name="timeout">How long an answer may take, the connection included.</param>
/// <param name="useProxy">Whether the environment's proxy variables count.</param>
internal sealed class PartLengthQuery(TimeSpan timeout, bool useProxy) : IDisposable
{
    private readonly Lazy<HttpMessageInvoker> _http = new(() => new HttpMessageInvoker(new SocketsHttpHandler
    {
        UseProxy = useProxy,
        UseCookies = false,
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
    }));

    /// <summary>Asks once.</summary>
    /// <param name="source">The question as it was signed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<PartLengthAnswer> AskAsync(ObjectSource source, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            using var request = RequestOf(source);
            using var response = await _http.Value.SendAsync(request, limit.Token);
            return Read(response);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(FetchFailureKind.FirstByteTimeout, $"The origin did not answer within {timeout.TotalSeconds:0.#} s.");
        }
        catch (HttpRequestException e)
        {
            return Failed(FetchFailureKind.Connection, e.Message);
        }
    }

    public void Dispose()
    {
        if (_http.IsValueCreated)
        {
            _http.Value.Dispose();
        }
    }

    private static HttpRequestMessage RequestOf(ObjectSource source)
    {
        // As it was signed, letter for letter.
        var url = new Uri(source.Url, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = new HttpRequestMessage(
            HttpMethod.Head, url) { Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        foreach (var header in source.Headers)
        {
            request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        }

        if (source.ETag is { } etag && !etag.StartsWith("W/", StringComparison.Ordinal))
        {
            request.Headers.TryAddWithoutValidation("If-Match", etag);
        }

        return request;
    }

    private static PartLengthAnswer Read(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        if (status is not (200 or 206))
        {
            return new PartLengthAnswer(null, new FetchFailure(
                FetchFailureKind.Refused,
                $"The origin answered with status {status} when asked for the length of the object's first part.",
                status,
                RetryAfter: response.Headers.RetryAfter?.Delta));
        }

        // An origin that does not know partNumber answers as if it were not there, and then gives the whole object's length.
        return response.Content.Headers.ContentLength is { } length
            ? new PartLengthAnswer(length, null)
            : Failed(FetchFailureKind.InvalidAnswer, "The origin did not say how long the object's first part is.");
    }

    private static PartLengthAnswer Failed(FetchFailureKind kind, string message) => new(null, new FetchFailure(kind, message));
}

/// <summary>What the origin said of an object's first part: its length in bytes, or why there is none.</summary>
internal readonly record struct PartLengthAnswer(long? Length, FetchFailure? Failure);

using System.Net.Sockets;
using System.Security.Authentication;
using ActorDownloader.Messages;
using ActorDownloader.WorkerNode.Storage;

namespace ActorDownloader.WorkerNode.Fetching;

public sealed class FaultSpecs
{
    public static TheoryData<FetchFailureKind, Exception> BeforeTheHeaders => new()
    {
        { FetchFailureKind.Connection, new HttpRequestException(HttpRequestError.NameResolutionError) },
        { FetchFailureKind.Connection, new HttpRequestException(HttpRequestError.ConnectionError) },
        { FetchFailureKind.Connection, new HttpRequestException(HttpRequestError.SecureConnectionError) },
        { FetchFailureKind.Connection, new HttpRequestException(HttpRequestError.ProxyTunnelError) },
        { FetchFailureKind.Connection, new HttpRequestException(HttpRequestError.ResponseEnded) },
        { FetchFailureKind.Connection, new TaskCanceledException("", new TimeoutException()) },
        { FetchFailureKind.Connection, new AuthenticationException() },
        { FetchFailureKind.InvalidAnswer, new HttpRequestException(HttpRequestError.InvalidResponse) },
        { FetchFailureKind.InvalidAnswer, new HttpRequestException(HttpRequestError.ConfigurationLimitExceeded) },
        { FetchFailureKind.Unknown, new UriFormatException() },
    };

    [Theory]
    [MemberData(nameof(BeforeTheHeaders))]
    public void Errors_before_the_headers(FetchFailureKind kind, Exception error) =>
        Assert.Equal(kind, FetchFault.Of(error, FetchPhase.Requesting, StopReason.None).Kind);

    public static TheoryData<FetchFailureKind, Exception> InTheBody => new()
    {
        { FetchFailureKind.Truncated, new HttpIOException(HttpRequestError.ResponseEnded) },
        { FetchFailureKind.InvalidAnswer, new HttpIOException(HttpRequestError.InvalidResponse) },
        { FetchFailureKind.Connection, new IOException("", new SocketException((int)SocketError.ConnectionReset)) },
        { FetchFailureKind.Connection, new SocketException((int)SocketError.ConnectionReset) },
    };

    [Theory]
    [MemberData(nameof(InTheBody))]
    public void Errors_in_the_body(FetchFailureKind kind, Exception error) =>
        Assert.Equal(kind, FetchFault.Of(error, FetchPhase.Receiving, StopReason.None).Kind);

    public static TheoryData<FetchFailureKind, Exception> OfTheFile => new()
    {
        { FetchFailureKind.DestinationMissing, new FileNotFoundException() },
        { FetchFailureKind.DestinationMissing, new DirectoryNotFoundException() },
        { FetchFailureKind.DestinationMissing, new IOException("stale handle", 116) },
        { FetchFailureKind.DestinationDenied, new UnauthorizedAccessException() },
        { FetchFailureKind.DestinationDenied, new IOException("read-only", 30) },
        { FetchFailureKind.DestinationFull, new IOException("no space", 28) },
        { FetchFailureKind.DestinationFull, new IOException("quota", 122) },
        { FetchFailureKind.DestinationFull, new IOException("Windows disk full", unchecked((int)0x80070070)) },
        { FetchFailureKind.DestinationFull, new ArgumentOutOfRangeException() },
        { FetchFailureKind.DestinationFailed, new IOException("input/output", 5) },
        { FetchFailureKind.DestinationFailed, new InvalidOperationException() },
    };

    [Theory]
    [MemberData(nameof(OfTheFile))]
    public void Errors_of_the_file(FetchFailureKind kind, Exception error)
    {
        Assert.Equal(kind, FetchFault.Of(error, FetchPhase.Opening, StopReason.None).Kind);
        Assert.Equal(kind, FetchFault.Of(error, FetchPhase.Writing, StopReason.None).Kind);
        Assert.Equal(kind, DestinationFault.Of(error).Kind);
    }

    [Theory]
    [InlineData(1, FetchFailureKind.Withdrawn)]
    [InlineData(2, FetchFailureKind.FirstByteTimeout)]
    [InlineData(3, FetchFailureKind.Stalled)]
    [InlineData(4, FetchFailureKind.Unknown)]
    public void A_fetch_that_was_told_to_stop_ends_for_that_reason(int reason, FetchFailureKind kind) =>
        Assert.Equal(kind, FetchFault.Of(new IOException("socket closed"), FetchPhase.Receiving, (StopReason)reason).Kind);

    [Fact]
    public void The_cause_is_told_once()
    {
        var inner = new AuthenticationException("The remote certificate was rejected.");

        Assert.Equal(
            "No TLS. The remote certificate was rejected.",
            OriginFault.Of(
                new HttpRequestException(HttpRequestError.SecureConnectionError, "No TLS.", inner), FetchPhase.Requesting).Message);
        Assert.Equal(inner.Message, OriginFault.Of(new IOException(inner.Message, inner), FetchPhase.Requesting).Message);
    }
}

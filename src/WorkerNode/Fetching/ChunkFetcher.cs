using ActorDownloader.Messages;
using ActorDownloader.WorkerNode.Storage;

namespace ActorDownloader.WorkerNode.Fetching;

/// <summary>
/// Fulfils leases: one request each, its body checked, summed and written to its place in the file. Never asks twice: what a failure
/// means is the coordinator's decision. Safe for all threads.
/// </summary>
/// <param name="http">Sends the requests.</param>
/// <param name="destination">Opens the files.</param>
/// <param name="userAgent">The <c>User-Agent</c> of every request.</param>
/// <param name="buffers">The bodies' buffers.</param>
/// <param name="time">The clock that a <c>Retry-After</c> date is measured by where the origin gives none of its own.</param>
internal sealed class ChunkFetcher(HttpConnections http, IDestination destination, string userAgent, BufferPool buffers, TimeProvider time)
    : IChunkFetcher
{
    /// <inheritdoc />
    public async Task<FetchOutcome> FetchAsync(RunningFetch fetch, Action<ChunkProtocol.ObjectDiscovered> discovered)
    {
        try
        {
            using var sink = destination.Open(fetch.Order.Transfer.Path);
            fetch.Enter(FetchPhase.Requesting);
            using var request = FetchRequest.Create(fetch.Order, userAgent);
            using var response = await (fetch.Order.Lease.OwnConnection ? http.Unshared : http.Pooled).SendAsync(request, fetch.Token);
            fetch.Enter(FetchPhase.Receiving);

            var head = HeadReading.Of(response);
            return ResponseCheck.Judge(fetch.Order, head) switch
            {
                ResponseVerdict.Proceed proceed => await new BodyTransfer(fetch, response, proceed, sink, buffers).RunAsync(discovered),
                ResponseVerdict.Refuse refuse => FetchOutcome.Of(fetch.Number, await DescribeAsync(refuse, head, response, fetch.Token)),
                var verdict => throw new InvalidOperationException($"Unknown verdict {verdict.GetType().Name}."),
            };
        }
        catch (Exception error)
        {
            return FetchOutcome.Of(fetch.Number, FetchFault.Of(error, fetch.Phase, fetch.Reason));
        }
    }

    private async Task<FetchFailure> DescribeAsync(
        ResponseVerdict.Refuse refuse, ResponseHead head, HttpResponseMessage response, CancellationToken token)
    {
        var failure = FailureOf.Pause(refuse.Failure, head, time.GetUtcNow());
        return refuse.ReadDocument ? FailureOf.Document(failure, head, await ErrorBody.ReadAsync(response, token)) : failure;
    }
}

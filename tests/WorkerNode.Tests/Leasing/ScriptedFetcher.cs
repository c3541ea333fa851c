using System.Collections.Concurrent;
using ActorDownloader.Messages;
using ActorDownloader.WorkerNode.Fetching;

namespace ActorDownloader.WorkerNode.Leasing;

/// <summary>A fetcher whose fetches end when a spec says so, or when they are stopped.</summary>
internal sealed class ScriptedFetcher : IChunkFetcher
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<LeaseNumber, TaskCompletionSource<FetchOutcome>> _ends = [];
    private readonly ConcurrentDictionary<LeaseNumber, TaskCompletionSource<(RunningFetch, Action<ChunkProtocol.ObjectDiscovered>)>> _starts = [];

    public Task<FetchOutcome> FetchAsync(RunningFetch fetch, Action<ChunkProtocol.ObjectDiscovered> discovered)
    {
        var end = EndOf(fetch.Number);
        fetch.Token.Register(
            () => end.TrySetResult(
                FetchOutcome.Of(fetch.Number, FetchFault.Of(new OperationCanceledException(), fetch.Phase, fetch.Reason))));
        StartOf(fetch.Number).TrySetResult((fetch, discovered));
        return end.Task;
    }

    /// <summary>The fetch of this lease, once it has begun.</summary>
    public async Task<RunningFetch> StartedAsync(long lease) => (await StartOf(new LeaseNumber(lease)).Task.WaitAsync(Patience)).Item1;

    public async Task DiscoverAsync(ChunkProtocol.ObjectDiscovered discovered) =>
        (await StartOf(discovered.Lease).Task.WaitAsync(Patience)).Item2(discovered);

    /// <summary>Ends a fetch with its chunk.</summary>
    public void Finish(long lease) =>
        EndOf(new LeaseNumber(lease))
            .TrySetResult(FetchOutcome.Of(new LeaseNumber(lease), 100, new ChunkChecksum(ChunkChecksumAlgorithm.Crc32C, 1)));

    private TaskCompletionSource<FetchOutcome> EndOf(LeaseNumber lease) =>
        _ends.GetOrAdd(lease, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    private TaskCompletionSource<(RunningFetch, Action<ChunkProtocol.ObjectDiscovered>)> StartOf(LeaseNumber lease) =>
        _starts.GetOrAdd(lease, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}

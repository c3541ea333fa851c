using System.Collections.Immutable;
using ActorDownloader.Messages;
using ActorDownloader.WorkerNode.Fetching;

namespace ActorDownloader.WorkerNode.Leasing;

/// <summary>What is to be reported and was not yet. Immutable.</summary>
internal sealed record PendingReport(
    ImmutableArray<ChunkProtocol.ObjectDiscovered> Discovered,
    ImmutableArray<ChunkProtocol.ChunkFetched> Fetched,
    ImmutableArray<ChunkProtocol.ChunkFailed> Failed,
    ImmutableArray<ChunkProtocol.ChunkProgress> Progress)
{
    public static PendingReport Nothing { get; } = new([], [], [], []);

    public bool IsEmpty => Discovered.IsEmpty && Fetched.IsEmpty && Failed.IsEmpty && Progress.IsEmpty;

    public PendingReport With(ChunkProtocol.ObjectDiscovered discovered) => this with { Discovered = Discovered.Add(discovered) };

    public PendingReport With(FetchOutcome outcome) => outcome.Fetched is { } fetched
        ? this with { Fetched = Fetched.Add(fetched) }
        : this with { Failed = Failed.Add(outcome.Failed!) };

    public ChunkProtocol.Report From(WorkerId worker) => new(worker, Discovered, Fetched, Failed, Progress);
}

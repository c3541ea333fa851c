using System.Collections.Immutable;
using ActorDownloader.Messages;
using ActorDownloader.Planning;

namespace ActorDownloader.Scheduling;

/// <summary>A transfer's chunks that nobody holds.</summary>
/// <param name="Offer">What they have in common.</param>
/// <param name="Fresh">Chunks that no worker has had.</param>
/// <param name="Again">Chunks that a worker has had; they go before the fresh ones, and rather to another worker.</param>
/// <param name="HasTurn">Whether the transfer stands in the queue of turns.</param>
internal sealed record Backlog(Offer Offer, IndexRanges Fresh, ImmutableList<Backlog.Returned> Again, bool HasTurn)
{
    /// <summary>A transfer that has offered nothing yet.</summary>
    public static Backlog Of(Offer offer, RetryBudgetRules retries) =>
        new(offer, IndexRanges.Empty, [], false) { Retries = RetryBudget.Of(retries) };

    public bool IsEmpty => Fresh.IsEmpty && Again.IsEmpty;

    public int Count => Fresh.Count + Again.Count;

    /// <summary>What its retries may take.</summary>
    public RetryBudget Retries { get; init; }

    /// <summary>How long its chunks take.</summary>
    public ChunkTimes Times { get; init; }

    /// <summary>Bytes of it that came twice, and those that may: a copy that runs counts in full until it has ended.</summary>
    public long Twice { get; init; }

    /// <summary>How many leases its chunks have had so far.</summary>
    public int Leased { get; init; }

    /// <summary>The latest of them.</summary>
    public LeaseNumber LastLease { get; init; }

    /// <summary>Adds a second copy of a chunk that is leased already; for another worker than the one that holds it.</summary>
    public Backlog AddCopy(int index, LeaseNumber lease, WorkerId holder) =>
        this with { Again = Again.Add(new Returned(index, holder, lease, OwnConnection: true)) };

    /// <summary>Takes the wish for that copy back.</summary>
    public Backlog RemoveCopy(LeaseNumber lease) => this with { Again = Again.RemoveAll(chunk => chunk.CopyOf == lease) };

    public Backlog Add(SchedulerEvent.ChunksOffered offered) => offered.Avoid is { } worker
        ? this with
        {
            Again = Again.AddRange(
                offered.Chunks.Indices.Select(index => new Returned(index, worker, null, offered.IsRetry, offered.OwnConnection)))
        }
        : this with { Fresh = Fresh.Union(offered.Chunks) };

    /// <summary>The chunk to lease to a worker next; null where all that is left should rather go to another one.</summary>
    /// <param name="worker">Who would get it.</param>
    /// <param name="isAlone">Whether there is no other worker, so that nothing can be spared it.</param>
    /// <param name="mayRetry">Whether it may be a retry.</param>
    public (Returned Chunk, Backlog Left)? Take(WorkerId worker, bool isAlone, bool mayRetry)
    {
        var at = Again.FindIndex(chunk => (isAlone || chunk.Avoid != worker) && (mayRetry || !chunk.IsRetry));
        if (at >= 0)
        {
            return (Again[at], this with { Again = Again.RemoveAt(at) });
        }

        if (Fresh.IsEmpty)
        {
            return null;
        }

        var (index, rest) = Fresh.TakeFirst();
        return (new Returned(index, null), this with { Fresh = rest });
    }

    /// <summary>A chunk to be leased.</summary>
    /// <param name="Index">Which.</param>
    /// <param name="Avoid">The worker that it came back from, or that holds its other copy; null where nobody has had it.</param>
    /// <param name="CopyOf">The lease that it is a second copy of; null where it is none.</param>
    /// <param name="IsRetry">Whether it has failed, so that another try is to be paid for.</param>
    /// <param name="OwnConnection">Whether it is to be fetched on a connection that no other request uses.</param>
    internal readonly record struct Returned(
        int Index, WorkerId? Avoid, LeaseNumber? CopyOf = null, bool IsRetry = false, bool OwnConnection = false);
}

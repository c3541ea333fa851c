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
    public static Backlog Of(Offer offer) => new(offer, IndexRanges.Empty, [], false);

    public bool IsEmpty => Fresh.IsEmpty && Again.IsEmpty;

    public int Count => Fresh.Count + Again.Count;

    public Backlog Add(IndexRanges chunks, WorkerId? avoid) => avoid is { } worker
        ? this with { Again = Again.AddRange(chunks.Indices.Select(index => new Returned(index, worker))) }
        : this with { Fresh = Fresh.Union(chunks) };

    /// <summary>The chunk to lease to a worker next; null where all that is left should rather go to another one.</summary>
    /// <param name="worker">Who would get it.</param>
    /// <param name="isAlone">Whether there is no other worker, so that nothing can be spared it.</param>
    public (int Index, Backlog Left)? Take(WorkerId worker, bool isAlone)
    {
        var at = Again.FindIndex(chunk => isAlone || chunk.Avoid != worker);
        if (at >= 0)
        {
            return (Again[at].Index, this with { Again = Again.RemoveAt(at) });
        }

        if (Fresh.IsEmpty)
        {
            return null;
        }

        var (index, rest) = Fresh.TakeFirst();
        return (index, this with { Fresh = rest });
    }

    /// <summary>A chunk that came back, and the worker that it came back from.</summary>
    internal readonly record struct Returned(int Index, WorkerId Avoid);
}

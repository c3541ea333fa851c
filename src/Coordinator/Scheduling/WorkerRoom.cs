using System.Collections.Immutable;
using ActorDownloader.Messages;

namespace ActorDownloader.Scheduling;

/// <summary>
/// Who could take a lease, kept in the order of who should: a grant costs no look at every worker, however many there are.
/// </summary>
/// <param name="Free">Workers that could take a lease now, and how many they hold; who holds least comes first.</param>
/// <param name="Able">How many workers could take one if they held nothing.</param>
internal sealed record WorkerRoom(ImmutableSortedSet<(int Held, WorkerId Worker)> Free, int Able)
{
    /// <summary>No worker.</summary>
    public static readonly WorkerRoom Empty = new(
        ImmutableSortedSet<(int Held, WorkerId Worker)>.Empty.WithComparer(Comparer<(int Held, WorkerId Worker)>.Create(
            static (a, b) => a.Held != b.Held ? a.Held.CompareTo(b.Held) : a.Worker.Value.CompareTo(b.Worker.Value))),
        0);

    /// <summary>Takes a worker's seat for what it has become.</summary>
    /// <param name="before">What it was; null for one that joins.</param>
    /// <param name="after">What it is; null for one that goes.</param>
    public WorkerRoom Change(WorkerSeat? before, WorkerSeat? after)
    {
        var free = before is { Free: > 0 } ? Free.Remove(Place(before)) : Free;
        return new WorkerRoom(
            after is { Free: > 0 } ? free.Add(Place(after)) : free,
            Able - (before is { IsAble: true } ? 1 : 0) + (after is { IsAble: true } ? 1 : 0));
    }

    private static (int Held, WorkerId Worker) Place(WorkerSeat seat) => (seat.Leases.Count, seat.Worker.Id);
}

using System.Collections.Immutable;
using ActorDownloader.Messages;

namespace ActorDownloader.Transfers;

/// <summary>
/// Which transfers have an actor and which still wait for one: at most <paramref name="MaxActive"/> at once, the others cost no more than
/// their request. Highest priority first, then first come first served.
/// </summary>
internal sealed record AdmissionQueue(int MaxActive)
{
    /// <summary>How many have an actor.</summary>
    public int Active { get; private init; }

    private ImmutableDictionary<TransferId, Transfer> Waiting { get; init; } = ImmutableDictionary<TransferId, Transfer>.Empty;

    private Scheduling.TurnQueue Order { get; init; } = Scheduling.TurnQueue.Empty;

    /// <summary>Lets one in that has just come, if nobody waits before it and there is room; null otherwise.</summary>
    public AdmissionQueue? AdmitAtOnce() =>
        Waiting.IsEmpty && Active < MaxActive ? this with { Active = Active + 1, Order = Scheduling.TurnQueue.Empty } : null;

    public AdmissionQueue Add(Transfer transfer) => this with
    {
        Waiting = Waiting.Add(transfer.Meta.TransferId, transfer),
        Order = Order.Enqueue(transfer.Meta.CallArgs.Priority, transfer.Meta.TransferId),
    };

    /// <summary>Takes out one that waits. Its place in the order is passed over when its turn comes.</summary>
    public (Transfer? Transfer, AdmissionQueue Left) Remove(TransferId id) => Waiting.TryGetValue(id, out var transfer)
        ? (transfer, this with { Waiting = Waiting.Remove(id) })
        : (null, this);

    /// <summary>One that had an actor has ended.</summary>
    public AdmissionQueue End() => this with { Active = Active - 1 };

    /// <summary>The next to start, if there is room for one.</summary>
    public (Transfer Transfer, AdmissionQueue Left)? Admit()
    {
        var order = Order;
        while (Active < MaxActive && !order.IsEmpty)
        {
            (var id, order) = order.Dequeue();
            if (Waiting.TryGetValue(id, out var transfer))
            {
                return (transfer, this with { Active = Active + 1, Waiting = Waiting.Remove(id), Order = order });
            }
        }

        return null;
    }

    /// <summary>All that wait, for the end of everything.</summary>
    public IEnumerable<Transfer> Abandoned => Waiting.Values;
}

using System.Collections.Immutable;
using ActorDownloader.Messages;

namespace ActorDownloader.Scheduling;

/// <summary>
/// Transfers that have chunks waiting, in the order of their turns: highest priority first, first come first served among equals.
/// </summary>
internal sealed record TurnQueue(ImmutableSortedDictionary<int, ImmutableQueue<TransferId>> ByPriority)
{
    /// <summary>Nobody waits.</summary>
    public static readonly TurnQueue Empty = new(
        ImmutableSortedDictionary.Create<int, ImmutableQueue<TransferId>>(Comparer<int>.Create((a, b) => b.CompareTo(a))));

    public bool IsEmpty => ByPriority.IsEmpty;

    /// <summary>Puts a transfer behind its equals.</summary>
    public TurnQueue Enqueue(int priority, TransferId transfer) =>
        new(ByPriority.SetItem(priority, (ByPriority.GetValueOrDefault(priority) ?? []).Enqueue(transfer)));

    /// <summary>Takes the transfer whose turn it is.</summary>
    /// <exception cref="InvalidOperationException">Nobody waits.</exception>
    public (TransferId Transfer, TurnQueue Left) Dequeue()
    {
        if (IsEmpty)
        {
            throw new InvalidOperationException("No transfer waits for its turn.");
        }

        var (priority, queue) = ByPriority.First();
        var rest = queue.Dequeue(out var transfer);
        return (transfer, new TurnQueue(rest.IsEmpty ? ByPriority.Remove(priority) : ByPriority.SetItem(priority, rest)));
    }
}

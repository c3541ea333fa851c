using System.Collections.Immutable;
using ActorDownloader.Messages;
using ActorDownloader.Transfers;

namespace ActorDownloader.Scheduling;

/// <content>
/// Who may still write to a transfer's file. A lease that was taken back may, until its worker has answered; so may one that was lost with
/// a worker that only seems dead. Before its file gets its name a transfer can ask to be told when there is none of them.
/// </content>
internal sealed partial record SchedulerState
{
    /// <summary>Leases that were given up while their workers could not be asked, until one answers or is known to have ended.</summary>
    public ImmutableDictionary<LeaseNumber, Stray> Strays { get; private init; } = ImmutableDictionary<LeaseNumber, Stray>.Empty;

    /// <summary>For each transfer that waits for them, the leases under which somebody may write.</summary>
    public ImmutableDictionary<TransferId, ImmutableHashSet<LeaseNumber>> Fences { get; private init; } =
        ImmutableDictionary<TransferId, ImmutableHashSet<LeaseNumber>>.Empty;

    private (SchedulerState, ImmutableArray<SchedulerEffect>) Fence(TransferId transfer)
    {
        var (next, effects) = Withdraw(transfer);
        var writers = next.Leases.Where(lease => lease.Value.Chunk.Transfer == transfer).Select(lease => lease.Key)
            .Concat(next.Strays.Where(stray => stray.Value.Transfer == transfer).Select(stray => stray.Key))
            .ToImmutableHashSet();
        return writers.IsEmpty
            ? (next, effects.Add(new SchedulerEffect.Tell(transfer, new TransferEvent.Fenced())))
            : (next with { Fences = next.Fences.SetItem(transfer, writers) }, effects);
    }

    /// <summary>A lease is given up, and its worker may write nevertheless. Only a transfer that has not ended could care.</summary>
    private SchedulerState Abandon(LeaseNumber number, Holding holding) =>
        Backlogs.ContainsKey(holding.Chunk.Transfer) || Fences.ContainsKey(holding.Chunk.Transfer)
            ? this with { Strays = Strays.Add(number, new Stray(holding.Chunk.Transfer, holding.Worker)) }
            : this;

    /// <summary>Nobody writes under a lease any more.</summary>
    private (SchedulerState, ImmutableArray<SchedulerEffect>) Cease(LeaseNumber number, TransferId transfer)
    {
        var next = Strays.IsEmpty ? this : this with { Strays = Strays.Remove(number) };
        if (!Fences.TryGetValue(transfer, out var writers))
        {
            return (next, []);
        }

        writers = writers.Remove(number);
        return writers.IsEmpty
            ? (next with { Fences = Fences.Remove(transfer) }, [new SchedulerEffect.Tell(transfer, new TransferEvent.Fenced())])
            : (next with { Fences = Fences.SetItem(transfer, writers) }, []);
    }

    /// <summary>A worker says that leases have ended, also some that are no longer counted on.</summary>
    private (SchedulerState, ImmutableArray<SchedulerEffect>) Answered(ChunkProtocol.Report report)
    {
        var (next, effects) = (this, ImmutableArray<SchedulerEffect>.Empty);
        if (Strays.IsEmpty && Fences.IsEmpty)
        {
            return (next, effects);
        }

        foreach (var number in report.Fetched.Select(entry => entry.Lease).Concat(report.Failed.Select(entry => entry.Lease)))
        {
            TransferId? transfer = Leases.TryGetValue(number, out var holding) && holding.Worker == report.Worker ? holding.Chunk.Transfer
                : Strays.TryGetValue(number, out var stray) && stray.Worker == report.Worker ? stray.Transfer
                : null;
            if (transfer is { } owner)
            {
                (next, var told) = next.Cease(number, owner);
                effects = effects.AddRange(told);
            }
        }

        return (next, effects);
    }

    /// <summary>A worker has ended, and with it all that it could still have written.</summary>
    private (SchedulerState, ImmutableArray<SchedulerEffect>) Bury(WorkerId worker)
    {
        var (next, effects) = (this, ImmutableArray<SchedulerEffect>.Empty);
        foreach (var (number, stray) in Strays.Where(stray => stray.Value.Worker == worker))
        {
            (next, var told) = next.Cease(number, stray.Transfer);
            effects = effects.AddRange(told);
        }

        return (next, effects);
    }

    /// <summary>A transfer does not care any more.</summary>
    private SchedulerState Forget(TransferId transfer) => Strays.IsEmpty && Fences.IsEmpty ? this : this with
    {
        Strays = Strays.RemoveRange(Strays.Where(stray => stray.Value.Transfer == transfer).Select(stray => stray.Key)),
        Fences = Fences.Remove(transfer),
    };

    /// <summary>A lease under which somebody may still write.</summary>
    /// <param name="Transfer">To whose file.</param>
    /// <param name="Worker">Who.</param>
    internal readonly record struct Stray(TransferId Transfer, WorkerId Worker);
}

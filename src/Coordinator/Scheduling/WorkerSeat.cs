using System.Collections.Immutable;
using ActorDownloader.Messages;

namespace ActorDownloader.Scheduling;

/// <summary>A worker in the pool.</summary>
/// <param name="Worker">Who it is.</param>
/// <param name="Slots">How many leases it holds at most.</param>
/// <param name="Leases">What it holds, and what it was told to give back and has not answered for.</param>
/// <param name="IsSilent">Whether it let a lease run out; it gets nothing until it is heard of again.</param>
internal sealed record WorkerSeat(WorkerIdentity Worker, int Slots, ImmutableHashSet<LeaseNumber> Leases, bool IsSilent)
{
    /// <summary>How many leases it could take now.</summary>
    public int Free => IsSilent ? 0 : Math.Max(0, Slots - Leases.Count);

    /// <summary>Whether it could take one if it held nothing.</summary>
    public bool IsAble => !IsSilent && Slots > 0;
}

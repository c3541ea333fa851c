using ActorDownloader.Messages;
using ActorDownloader.Scheduling;

namespace ActorDownloader.Simulation;

/// <content>What must hold after each event.</content>
internal sealed partial class SimulatedWorld
{
    /// <summary>
    /// Whether something will happen to a transfer by itself: an answer, the end of a pause, a chunk that waits or is held. All of these
    /// have a limit in time.
    /// </summary>
    private bool IsMoving(SimulatedTransfer transfer) => !transfer.IsAlive || !transfer.HasBegun || transfer.IsExpecting
        || _scheduler.Backlogs.GetValueOrDefault(transfer.Id) is { IsEmpty: false }
        || _scheduler.Leases.Values.Any(lease => lease.IsWanted && lease.Chunk.Transfer == transfer.Id);

    private static bool AreTwins(KeyValuePair<LeaseNumber, Holding>[] copies) =>
        copies is [var one, var two] && one.Value.Twin == two.Key && two.Value.Twin == one.Key;

    private bool IsWithinItsBudget(Backlog backlog) => backlog.Offer.Plan is not { } plan
        || backlog.Twice <= Math.Max(
            Math.Max(plan.FirstLength, plan.ChunkLength), plan.ObjectLength * _scheduler.Rules.Hedging.ExtraTrafficPercent / 100);

    private void CheckInvariants()
    {
        Check(
            _scheduler.Waiting == _scheduler.Backlogs.Values.Sum(backlog => backlog.Count),
            $"{_scheduler.Waiting} chunks are said to wait");
        Check(_scheduler.Workers.Values.All(seat => seat.Leases.All(_scheduler.Leases.ContainsKey)), "a seat holds a lease that has ended");
        Check(
            _scheduler.Leases.All(lease => _scheduler.Workers[lease.Value.Worker].Leases.Contains(lease.Key)),
            "a lease is in nobody's seat");
        Check(
            _scheduler.Leases.Where(lease => lease.Value.IsWanted)
                .GroupBy(lease => lease.Value.Chunk)
                .All(group => group.Count() == 1 || AreTwins([.. group])),
            "a chunk is leased twice");
        Check(
            _scheduler.Leases.Values.All(lease => lease.Twin is not { } twin || (_scheduler.Leases.ContainsKey(twin) && lease.IsWanted)),
            "a copy stands beside nothing");
        Check(
            _scheduler.Leases.Count(lease => lease.Value.AwaitsTwin)
                == _scheduler.Backlogs.Values.Sum(backlog => backlog.Again.Count(chunk => chunk.CopyOf is not null)),
            "copies wait that nobody wishes for");
        Check(_scheduler.Twice >= 0 && _scheduler.Backlogs.Values.All(IsWithinItsBudget), "more comes twice than may");
        Check(_scheduler.Workers.Values.All(seat => seat.Leases.Count <= seat.Slots), "a worker holds more leases than it has slots");
        Check(_scheduler.Workers.Count <= _fleet.Rules.MaxProcesses, "there are more workers than there may be processes");
        Check(_scheduler.Backlogs.Keys.All(id => _transfers[id].IsAlive), "the scheduler remembers a transfer that has ended");
        Check(_processes.SetEquals(_fleet.Members.Keys), "the fleet counts other processes than those that run");
        Check(_transfers.Values.All(IsMoving), "a transfer waits and nothing is due for it");
        Check(
            _transfers.Values.All(transfer => !transfer.IsAlive || !transfer.HasBegun || transfer.IsWithinItsPlan),
            "a transfer remembers more than its chunks");
    }
}

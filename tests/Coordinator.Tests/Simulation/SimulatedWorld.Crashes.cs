using ActorDownloader.LocalWorkers;
using ActorDownloader.Messages;
using ActorDownloader.Scheduling;
using ActorDownloader.Transfers;

namespace ActorDownloader.Simulation;

/// <content>The end of a coordinator, and the next one: only the disk knows what was.</content>
internal sealed partial class SimulatedWorld
{
    private static readonly TimeSpan LongestZombie = TimeSpan.FromSeconds(3);
    private FleetRules _fleetRules = null!;

    /// <summary>How many coordinators have died.</summary>
    public int Life { get; private set; }

    private void Count(bool isSo, string what) => Resumptions[what] = Resumptions.GetValueOrDefault(what) + (isSo ? 1 : 0);

    private void PlanCrashes()
    {
        for (var crash = 0; crash < 3; crash++)
        {
            if (Happens(Faults.Crash))
            {
                var isPowerCut = Random.Next(3) == 0;
                LaterUnlessQuiet(6000, () => Crash(isPowerCut));
            }
        }
    }

    private void Crash(bool isPowerCut)
    {
        Clock.Stop();
        Clock = Outside.Branch();
        Life++;
        foreach (var worker in _workers.Values.Select(entry => entry.Worker).Where(worker => worker.IsAlive).ToArray())
        {
            // Local ones end with their input, others some seconds later; until then they write what they were asked for.
            Outside.After(isPowerCut ? TimeSpan.Zero : TimeSpan.FromTicks(Random.NextInt64(LongestZombie.Ticks)), worker.Die);
            if (isPowerCut)
            {
                worker.Die();
            }
        }

        var interrupted = _transfers.Values.Where(transfer => transfer.IsAlive).ToArray();
        foreach (var transfer in interrupted)
        {
            transfer.Die();
        }

        foreach (var file in Disk.Files.Where(file => !file.IsPublished))
        {
            if (isPowerCut)
            {
                file.CutPower(Random);
            }
            else if (Random.Next(4) == 0)
            {
                file.Tear();
            }
        }

        _scheduler = new SchedulerState(_scheduler.Rules);
        _processes.Clear();
        _grantDue = false;
        _hedgeCheckDue = false;
        Start(_fleetRules);
        foreach (var transfer in interrupted)
        {
            Begin(transfer.Request);
        }
    }

    private void Start(FleetRules rules)
    {
        _fleetRules = rules;
        (_fleet, var effects) = FleetState.Start(rules);
        Perform(effects);
        CheckSilence();
    }

    private void Begin(SimulatedRequest request)
    {
        var transfer = new SimulatedTransfer(new TransferId(new Guid(_transfers.Count + 1, 0, 0, new byte[8])), request, this);
        request.Runs++;
        _transfers.Add(transfer.Id, transfer);
        Clock.After(Draw(1000), transfer.Begin);
        if (Happens(Faults.Cancel))
        {
            var keep = Random.Next(2) == 0;
            Clock.After(TimeSpan.FromSeconds(1) + Draw(3000), () => transfer.On(new TransferEvent.CancelRequested(keep)));
        }
    }

    private void LaterUnlessQuiet(int maxMilliseconds, Action happen) => Outside.After(Draw(maxMilliseconds), () =>
    {
        if (!_quiet)
        {
            happen();
        }
    });

    private void RunToTheEnd()
    {
        var steps = 0;
        while (_transfers.Values.Any(transfer => transfer.IsAlive))
        {
            Check(Outside.Step(), "transfers wait and nothing is due");
            Check(++steps < 200_000, "transfers do not end");
            CheckInvariants();
        }
    }

    /// <summary>What was kept serves the same request again; when nothing goes wrong any more, it completes and nothing is left.</summary>
    private void FetchWhatIsLeft()
    {
        _quiet = true;
        var left = Disk.Files.Where(file => !file.IsPublished).Select(file => file.Owner.Request).Distinct().ToArray();
        Array.ForEach(left, Begin);
        RunToTheEnd();
        Check(
            left.All(request => _transfers.Values.Last(transfer => transfer.Request == request).Phase is TransferPhase.Completed),
            "a transfer did not complete though nothing went wrong");
    }
}

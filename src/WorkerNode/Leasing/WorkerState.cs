using System.Collections.Immutable;
using System.Globalization;
using ActorDownloader.Messages;
using ActorDownloader.WorkerNode.Fetching;

namespace ActorDownloader.WorkerNode.Leasing;

/// <summary>
/// What a worker knows and decides: when it asks for leases, which it holds, what it has yet to report, when it is done. Pure.
/// </summary>
internal sealed record WorkerState(WorkerId Worker, int Slots, TimeSpan JoinTimeout)
{
    public WorkerPhase Phase { get; private init; } = WorkerPhase.Joining;

    /// <summary>The leases whose end is yet to come.</summary>
    public ImmutableArray<FetchOrder> Held { get; private init; } = [];

    private PendingReport Pending { get; init; } = PendingReport.Nothing;

    /// <summary>What follows from an event.</summary>
    /// <exception cref="InvalidOperationException">The event is of an unknown type.</exception>
    public (WorkerState Next, ImmutableArray<WorkerEffect> Effects) On(WorkerEvent happened) => (Phase, happened) switch
    {
        (WorkerPhase.Gone, _) => (this, []),
        (_, WorkerEvent.CoordinatorGone gone) => Leave(OnGone(gone)),

        (WorkerPhase.Joining, WorkerEvent.JoinDue due) when due.Waited >= JoinTimeout =>
            Leave(new WorkerExit(WorkerExit.Failed, Unanswered)),
        (WorkerPhase.Joining, WorkerEvent.JoinDue) => (this, [new WorkerEffect.Register()]),
        (WorkerPhase.Joining, WorkerEvent.Joined) => (this with { Phase = WorkerPhase.Working }, [new WorkerEffect.SayDemand(Slots)]),
        (WorkerPhase.Joining, WorkerEvent.Refused refused) => Leave(new WorkerExit(WorkerExit.Failed, refused.Reason)),
        (WorkerPhase.Joining, WorkerEvent.DrainAsked) => Leave(new WorkerExit(WorkerExit.Done, null)),

        (WorkerPhase.Working, WorkerEvent.DrainAsked) =>
            (this with { Phase = WorkerPhase.Draining }, [new WorkerEffect.SayDemand(0), new WorkerEffect.FlushSoon()]),

        // A grant may cross the demand that would have prevented it. It is at most what was demanded before, so it is fulfilled.
        (_, WorkerEvent.Granted granted) => OnGranted(granted),
        (_, WorkerEvent.Withdrawn withdrawn) => OnWithdrawn(withdrawn.Leases),
        (_, WorkerEvent.Discovered discovered) => WithPending(Pending.With(discovered.Object)),
        (_, WorkerEvent.FetchEnded ended) =>
            (this with
            {
                Held = Held.RemoveAll(order => order.Lease.Number == ended.Outcome.Lease)
            }).WithPending(Pending.With(ended.Outcome)),
        (_, WorkerEvent.Progressed progressed) => (this with { Pending = Pending with { Progress = progressed.Progress } }).Report(),
        (_, WorkerEvent.FlushDue) => Report(),

        // Answers and orders may come twice.
        (_, WorkerEvent.JoinDue or WorkerEvent.Joined or WorkerEvent.Refused or WorkerEvent.DrainAsked) => (this, []),
        _ => throw new InvalidOperationException($"Unknown worker event {happened.GetType().Name}."),
    };

    private string Unanswered =>
        string.Create(CultureInfo.InvariantCulture, $"The coordinator did not answer within {JoinTimeout.TotalSeconds:0.#} s.");

    private bool IsHeld(LeaseNumber lease) => Held.Any(order => order.Lease.Number == lease);

    private static WorkerExit OnGone(WorkerEvent.CoordinatorGone gone) => gone.Unreachable
        ? new WorkerExit(WorkerExit.Failed, "The coordinator cannot be reached any more.")
        : new WorkerExit(WorkerExit.Done, "The coordinator has ended.");

    private (WorkerState, ImmutableArray<WorkerEffect>) OnGranted(WorkerEvent.Granted granted)
    {
        var fresh = granted.Orders.RemoveAll(order => IsHeld(order.Lease.Number));
        return (this with { Held = Held.AddRange(fresh) }, [.. fresh.Select(order => new WorkerEffect.StartFetch(order))]);
    }

    /// <summary>A lease that it never got, or has answered for, is answered for (again): the coordinator hears that it is there.</summary>
    private (WorkerState, ImmutableArray<WorkerEffect>) OnWithdrawn(ImmutableArray<LeaseNumber> leases)
    {
        ImmutableArray<WorkerEffect> stops = [.. leases.Where(IsHeld).Select(lease => new WorkerEffect.StopFetch(lease))];
        var unknown = leases.Where(lease => !IsHeld(lease))
            .Select(lease => FetchOutcome.Of(lease, new FetchFailure(FetchFailureKind.Withdrawn, "The lease is not held.")))
            .Aggregate(Pending, (pending, outcome) => pending.With(outcome));
        if (ReferenceEquals(unknown, Pending))
            return (this, stops);
        var (next, flush) = WithPending(unknown);
        return (next, [.. stops, .. flush]);
    }

    private (WorkerState, ImmutableArray<WorkerEffect>) WithPending(PendingReport pending) =>
        (this with { Pending = pending }, Pending.IsEmpty ? [new WorkerEffect.FlushSoon()] : []);

    private (WorkerState, ImmutableArray<WorkerEffect>) Report()
    {
        var reported = this with { Pending = PendingReport.Nothing };
        ImmutableArray<WorkerEffect> report = Pending.IsEmpty ? [] : [new WorkerEffect.SendReport(Pending.From(Worker))];
        if (Phase != WorkerPhase.Draining || !Held.IsEmpty)
            return (reported, report);
        var (gone, farewell) = reported.Leave(new WorkerExit(WorkerExit.Done, null));
        return (gone, [.. report, new WorkerEffect.SayLeave(), .. farewell]);
    }

    private (WorkerState, ImmutableArray<WorkerEffect>) Leave(WorkerExit how) => (
        this with { Phase = WorkerPhase.Gone, Held = [], Pending = PendingReport.Nothing },
        [.. Held.Select(order => new WorkerEffect.StopFetch(order.Lease.Number)), new WorkerEffect.Exit(how)]);
}
